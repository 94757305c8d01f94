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
