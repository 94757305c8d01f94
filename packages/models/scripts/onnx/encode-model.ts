import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire'
import { checkModel } from './check-model.ts'
import { encodeGraph } from './encode-graph.ts'
import { message, text } from './fields.ts'
import type { Model } from './model.ts'

/** The version of the file format that came with operator set 17. */
const irVersion = 8

/**
 * Writes a model as the bytes of an `.onnx` file.
 *
 * The numbers of fields and types are those of onnx.proto (ONNX 1.12, IR version 8,
 * https://github.com/onnx/onnx/blob/main/onnx/onnx.proto). The same model gives the same bytes.
 *
 * @throws {ActorError<'invalid-argument'>} The model is malformed; `argument` names the part.
 */
export function encodeModel(model: Model): Uint8Array<ArrayBuffer> {
  checkModel(model)
  const { graph, opset = 17, producer = 'troupe', metadata = {} } = model
  const writer = new BinaryWriter()
  writer.tag(1, WireType.Varint).int64(irVersion)
  text(writer, 2, producer)
  message(writer, 7, () => encodeGraph(writer, graph))
  message(writer, 8, () => {
    text(writer, 1, '')
    writer.tag(2, WireType.Varint).int64(opset)
  })
  for (const [key, value] of Object.entries(metadata)) {
    message(writer, 14, () => {
      text(writer, 1, key)
      text(writer, 2, value)
    })
  }
  return writer.finish()
}
