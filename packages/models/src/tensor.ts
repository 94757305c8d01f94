import { ActorError } from './errors.ts'

/** The element types of a {@link Tensor} and the array that holds each. */
export interface TensorArrays {
  float32: Float32Array
  float64: Float64Array
  int8: Int8Array
  uint8: Uint8Array
  int16: Int16Array
  uint16: Uint16Array
  int32: Int32Array
  uint32: Uint32Array
  int64: BigInt64Array
  uint64: BigUint64Array
  bool: Uint8Array
  string: readonly string[]
}

/** An element type. */
export type DataType = keyof TensorArrays

/** A typed n-dimensional array, row-major. */
export interface Tensor<Type extends DataType = DataType> {
  readonly type: Type
  readonly shape: readonly number[]
  readonly data: TensorArrays[Type]
}

const makers: { readonly [Type in DataType]: (length: number) => TensorArrays[Type] } = {
  float32: (length) => new Float32Array(length),
  float64: (length) => new Float64Array(length),
  int8: (length) => new Int8Array(length),
  uint8: (length) => new Uint8Array(length),
  int16: (length) => new Int16Array(length),
  uint16: (length) => new Uint16Array(length),
  int32: (length) => new Int32Array(length),
  uint32: (length) => new Uint32Array(length),
  int64: (length) => new BigInt64Array(length),
  uint64: (length) => new BigUint64Array(length),
  bool: (length) => new Uint8Array(length),
  string: (length) => new Array<string>(length).fill(''),
}

/** How many elements a shape holds; `[]`, a scalar, holds one. */
export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, size) => product * size, 1)
}

/**
 * A tensor over `data`, which is not copied.
 *
 * @throws {ActorError<'invalid-argument'>} `data` does not have as many elements as `shape` needs.
 * @example
 * ```ts
 * import { tensor } from '@troupe/models'
 *
 * const image = tensor('float32', [1, 2, 2], new Float32Array([0, 0.5, 0.5, 1]))
 * image.data[3] // => 1
 * ```
 */
export function tensor<Type extends DataType>(
  type: Type,
  shape: readonly number[],
  data: TensorArrays[Type],
): Tensor<Type> {
  if (data.length === sizeOf(shape)) return { type, shape, data }
  throw new ActorError(
    'invalid-argument',
    `A tensor of shape [${shape.join(', ')}] needs ${sizeOf(shape)} elements and was given ${data.length}`,
    { argument: 'data', hint: `pass ${sizeOf(shape)} elements` },
  )
}

/**
 * A tensor of zeros; of empty strings for `string`.
 * @example
 * ```ts
 * import { zeros } from '@troupe/models'
 *
 * zeros('float32', [1, 3]).data // => new Float32Array(3)
 * ```
 */
export function zeros<Type extends DataType>(type: Type, shape: readonly number[]): Tensor<Type> {
  return { type, shape, data: makers[type](sizeOf(shape)) }
}

/** Whether `data` is the array that holds elements of `type`. */
export function isDataOf(type: DataType, data: unknown): boolean {
  return data instanceof makers[type](0).constructor
}

/** What the array that holds elements of `type` is called. */
export function arrayName(type: DataType): string {
  return makers[type](0).constructor.name
}
