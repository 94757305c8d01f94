import type { DataType } from '../../src/tensor.ts'

/** TensorProto.DataType of the ONNX format, by our names. */
export const dataTypeNumbers: Readonly<Record<DataType, number>> = {
  float32: 1,
  uint8: 2,
  int8: 3,
  uint16: 4,
  int16: 5,
  int32: 6,
  int64: 7,
  string: 8,
  bool: 9,
  float64: 11,
  uint32: 12,
  uint64: 13,
}

type ArrayConstructor = abstract new (...parameters: never[]) => ArrayBufferView

/** The array that holds the elements of each type that a file can store as raw bytes. */
export const arrayConstructors: Readonly<Record<Exclude<DataType, 'string'>, ArrayConstructor>> = {
  float32: Float32Array,
  uint8: Uint8Array,
  int8: Int8Array,
  uint16: Uint16Array,
  int16: Int16Array,
  int32: Int32Array,
  int64: BigInt64Array,
  bool: Uint8Array,
  float64: Float64Array,
  uint32: Uint32Array,
  uint64: BigUint64Array,
}
