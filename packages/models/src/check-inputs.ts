import { ActorError } from './errors.ts'
import type { TensorInfo, Tensors } from './backend.ts'
import { arrayName, isDataOf, sizeOf, type Tensor } from './tensor.ts'

/**
 * Refuses what a model cannot take, before native code sees it.
 *
 * @throws {ActorError<'invalid-message'>} An input is missing, unknown, or of the wrong type, rank
 * or fixed size.
 */
export function checkInputs(model: string, expected: readonly TensorInfo[], inputs: Tensors): void {
  const given = (inputs as Tensors | undefined) ?? {}
  const issues = [
    ...expected.flatMap((info) => inputIssues(info, given[info.name])),
    ...Object.keys(given)
      .filter((name) => !expected.some((info) => info.name === name))
      .map((name) => `input "${name}" is unknown`),
  ]
  if (issues.length === 0) return
  const takes = expected.map(describeTensor).join(', ')
  throw new ActorError('invalid-message', `${model}: ${issues.join('; ')}. It takes ${takes}`, {
    target: model,
    operation: 'run',
    issues,
  })
}

/** An input or output in a few characters: `x: float32[batch, 3, 48]`. */
export function describeTensor({ name, type, shape }: TensorInfo): string {
  return `${name}: ${type}${describeShape({ shape })}`
}

function describeShape({ shape }: Pick<TensorInfo, 'shape'>): string {
  return `[${shape.map((axis) => axis ?? '?').join(', ')}]`
}

function inputIssues(info: TensorInfo, tensor: Tensor | undefined | null): string[] {
  const { name, type, shape } = info
  if (tensor === undefined || tensor === null) return [`input "${name}" is missing`]
  if (tensor.type !== type) return [`input "${name}" is ${tensor.type} and must be ${type}`]
  if (!Array.isArray(tensor.shape)) return [`the shape of input "${name}" is no array`]
  const fits =
    tensor.shape.length === shape.length &&
    tensor.shape.every((size, axis) => typeof shape[axis] !== 'number' || shape[axis] === size)
  if (!fits)
    return [
      `input "${name}" has shape ${describeShape(tensor)} and must fit ${describeShape(info)}`,
    ]
  return dataIssues(tensor, name)
}

function dataIssues({ type, shape, data }: Tensor, name: string): string[] {
  if (!shape.every((size) => Number.isInteger(size) && size >= 0)) {
    return [
      `input "${name}" has shape ${describeShape({ shape })}, which is not made of whole numbers`,
    ]
  }
  if (!isDataOf(type, data)) return [`the data of input "${name}" is no ${arrayName(type)}`]
  const size = sizeOf(shape)
  if (data.length === size) return contentIssues(data, name)
  return [
    `input "${name}" has ${data.length} elements, but ${describeShape({ shape })} needs ${size}`,
  ]
}

function contentIssues(data: Tensor['data'], name: string): string[] {
  if (!Array.isArray(data)) return []
  const at = data.findIndex((text: unknown) => typeof text !== 'string')
  return at === -1 ? [] : [`element ${at} of input "${name}" is no string`]
}
