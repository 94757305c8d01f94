import { type BinaryWriter, WireType } from '@bufbuild/protobuf/wire'
import type { Tensor } from '../../src/tensor.ts'
import { dataTypeNumbers } from './data-type.ts'
import { message, text } from './fields.ts'
import type { Attribute, ExternalTensor, Graph, Node, ValueInfo } from './model.ts'

/** Writes a GraphProto. */
export function encodeGraph(writer: BinaryWriter, graph: Graph): void {
  for (const node of graph.nodes) message(writer, 1, () => encodeNode(writer, node))
  text(writer, 2, graph.name)
  for (const [name, tensor] of Object.entries(graph.initializers)) {
    message(writer, 5, () => encodeTensor(writer, name, tensor))
  }
  for (const value of graph.inputs) message(writer, 11, () => encodeValueInfo(writer, value))
  for (const value of graph.outputs) message(writer, 12, () => encodeValueInfo(writer, value))
}

function encodeNode(writer: BinaryWriter, { operator, inputs, outputs, attributes }: Node): void {
  for (const name of inputs) text(writer, 1, name)
  for (const name of outputs) text(writer, 2, name)
  text(writer, 4, operator)
  for (const [name, attribute] of Object.entries(attributes ?? {})) {
    message(writer, 5, () => encodeAttribute(writer, name, attribute))
  }
}

/** An AttributeProto: the value's field depends on its kind, and `type` (20) says which it is. */
function encodeAttribute(writer: BinaryWriter, name: string, { kind, value }: Attribute): void {
  text(writer, 1, name)
  switch (kind) {
    case 'float':
      writer.tag(2, WireType.Bit32).float(value).tag(20, WireType.Varint).int32(1)
      break
    case 'int':
      writer.tag(3, WireType.Varint).int64(value).tag(20, WireType.Varint).int32(2)
      break
    case 'string':
      text(writer, 4, value)
      writer.tag(20, WireType.Varint).int32(3)
      break
    case 'floats':
      for (const item of value) writer.tag(7, WireType.Bit32).float(item)
      writer.tag(20, WireType.Varint).int32(6)
      break
    case 'ints':
      for (const item of value) writer.tag(8, WireType.Varint).int64(item)
      writer.tag(20, WireType.Varint).int32(7)
  }
}

/** A TensorProto with its elements as raw little-endian bytes, or with the name of the file of them. */
function encodeTensor(writer: BinaryWriter, name: string, tensor: Tensor | ExternalTensor): void {
  for (const axis of tensor.shape) writer.tag(1, WireType.Varint).int64(axis)
  writer.tag(2, WireType.Varint).int32(dataTypeNumbers[tensor.type])
  text(writer, 8, name)
  if ('file' in tensor) return encodePlace(writer, tensor.file)
  const { data } = tensor
  const { buffer, byteOffset, byteLength } = data as Exclude<typeof data, readonly string[]>
  writer.tag(9, WireType.LengthDelimited).bytes(new Uint8Array(buffer, byteOffset, byteLength))
}

function encodePlace(writer: BinaryWriter, file: string): void {
  message(writer, 13, () => {
    text(writer, 1, 'location')
    text(writer, 2, file)
  })
  writer.tag(14, WireType.Varint).int32(1)
}

function encodeValueInfo(writer: BinaryWriter, { name, type, shape }: ValueInfo): void {
  text(writer, 1, name)
  message(writer, 2, () =>
    message(writer, 1, () => {
      writer.tag(1, WireType.Varint).int32(dataTypeNumbers[type])
      message(writer, 2, () => {
        for (const axis of shape) message(writer, 1, () => encodeAxis(writer, axis))
      })
    }),
  )
}

function encodeAxis(writer: BinaryWriter, axis: number | string): void {
  if (typeof axis === 'string') text(writer, 2, axis)
  else writer.tag(1, WireType.Varint).int64(axis)
}
