import { ActorError } from '../../src/errors.ts'
import type { Tensor } from '../../src/tensor.ts'
import { arrayConstructors, dataTypeNumbers } from './data-type.ts'
import type { Attribute, ExternalTensor, Graph, Model, ValueInfo } from './model.ts'

/** The newest operator set of which onnxruntime 1.30 takes models without a warning. */
const newestOpset = 24

function refuse(argument: string, message: string, hint: string): never {
  throw new ActorError('invalid-argument', `The model cannot be written: ${message}`, {
    argument,
    hint,
  })
}

/**
 * Refuses a model that a runtime could not load: unknown or doubly assigned names, nodes out of
 * order, tensors whose data does not fit their shape.
 *
 * @throws {ActorError<'invalid-argument'>} The model is malformed; `argument` names the part.
 */
export function checkModel({ graph, opset = 17 }: Model): void {
  if (!Number.isInteger(opset) || opset < 17 || opset > newestOpset) {
    refuse('opset', `operator set ${opset} is not supported`, `pass 17 to ${newestOpset}`)
  }
  if (graph.name === '') refuse('graph.name', 'the graph has no name', 'name it after its task')
  if (graph.nodes.length === 0) refuse('graph.nodes', 'the graph computes nothing', 'add a node')
  if (graph.outputs.length === 0) refuse('graph.outputs', 'the graph has no output', 'name one')
  for (const value of [...graph.inputs, ...graph.outputs]) checkValueInfo(value)
  for (const [name, tensor] of Object.entries(graph.initializers)) checkTensor(name, tensor)
  checkNames(graph)
}

function checkValueInfo({ name, type, shape }: ValueInfo): void {
  if (!(type in dataTypeNumbers)) refuse(name, `"${name}" has no known type`, 'use a DataType')
  for (const axis of shape) {
    const fits = typeof axis === 'string' ? axis !== '' : Number.isInteger(axis) && axis > 0
    if (!fits) refuse(name, `an axis of "${name}" is ${axis}`, 'use a positive integer or a name')
  }
}

function checkTensor(name: string, tensor: Tensor | ExternalTensor): void {
  if ('file' in tensor) return
  if (tensor.type === 'string') {
    refuse(name, `"${name}" holds strings`, 'keep texts in a file beside the model')
  }
  const array = arrayConstructors[tensor.type]
  if (array === undefined) refuse(name, `"${name}" has no known type`, 'use a DataType')
  if (!(tensor.data instanceof array)) {
    refuse(name, `"${name}" says ${tensor.type} but its data is another`, 'use the matching array')
  }
  if (!tensor.shape.every((axis) => Number.isInteger(axis) && axis >= 0)) {
    refuse(name, `"${name}" has the shape [${tensor.shape.join(', ')}]`, 'use whole numbers')
  }
  const size = tensor.shape.reduce((product, axis) => product * axis, 1)
  if (size !== tensor.data.length) {
    refuse(name, `"${name}" needs ${size} elements and has ${tensor.data.length}`, 'fix its shape')
  }
}

function checkNames({ inputs, outputs, nodes, initializers }: Graph): void {
  const known = new Set<string>()
  const define = (name: string) => {
    if (name === '') refuse('name', 'a value has no name', 'name it')
    if (known.has(name)) refuse(name, `"${name}" is assigned twice`, 'use a name once')
    known.add(name)
  }
  for (const { name } of inputs) define(name)
  for (const name of Object.keys(initializers)) define(name)
  for (const { operator, inputs: needed, outputs: made, attributes } of nodes) {
    if (operator === '') refuse('operator', 'a node has no operator', 'name an ONNX operator')
    for (const name of needed) {
      if (name !== '' && !known.has(name)) {
        refuse(name, `${operator} reads "${name}" before anything writes it`, 'reorder the nodes')
      }
    }
    if (made.length === 0) refuse(operator, `${operator} writes nothing`, 'name its output')
    for (const name of made) define(name)
    for (const [name, attribute] of Object.entries(attributes ?? {}))
      checkAttribute(name, attribute)
  }
  for (const { name } of outputs) {
    if (!known.has(name)) refuse(name, `nothing writes the output "${name}"`, 'add the node')
  }
}

function checkAttribute(name: string, { kind, value }: Attribute): void {
  if (kind !== 'int' && kind !== 'ints') return
  for (const number of [value].flat()) {
    if (!Number.isSafeInteger(number)) refuse(name, `"${name}" is ${number}`, 'use whole numbers')
  }
}
