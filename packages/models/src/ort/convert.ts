import type { InferenceSession, Tensor as OrtTensor, TensorConstructor } from 'onnxruntime-node'
import type { TensorInfo } from '../backend.ts'
import { ActorError } from '../errors.ts'
import type { DataType, Tensor } from '../tensor.ts'

const dataTypes: readonly string[] = [
  'float32',
  'float64',
  'int8',
  'uint8',
  'int16',
  'uint16',
  'int32',
  'uint32',
  'int64',
  'uint64',
  'bool',
  'string',
] satisfies DataType[]

function isDataType(type: string): type is DataType {
  return dataTypes.includes(type)
}

/**
 * What a loaded model takes or gives.
 *
 * @throws {ActorError<'model-invalid'>} One of them is no tensor, or of a type that none of our arrays holds.
 */
export function tensorInfos(
  model: string,
  metadata: readonly InferenceSession.ValueMetadata[],
): TensorInfo[] {
  return metadata.map((value) => {
    const { name } = value
    if (value.isTensor && isDataType(value.type))
      return { name, type: value.type, shape: axes(value.shape) }
    const what = value.isTensor ? `of type ${value.type}` : 'no tensor'
    throw new ActorError(
      'model-invalid',
      `${model}: "${name}" is ${what}, which is not supported. Export the model with one of ${dataTypes.join(', ')}`,
      {
        model,
        issues: [`"${name}" is ${what}`],
      },
    )
  })
}

/** How the WebAssembly of onnxruntime tells an axis whose length is not fixed: -1, without its sign. */
const unnamed = 2 ** 32 - 1

/** onnxruntime names an axis without a name by the empty string. */
function axes(shape: readonly (number | string)[]): (number | string | null)[] {
  return shape.map((axis) => (axis === '' || axis === unnamed ? null : axis))
}

/** One of our tensors as onnxruntime's; the data is shared, unless it is so already: native code wants its own. */
export function toOrt(Constructor: TensorConstructor, { type, data, shape }: Tensor): OrtTensor {
  const common = ArrayBuffer.isView(data) && !(data.buffer instanceof ArrayBuffer)
  return new Constructor(type, (common ? data.slice() : data) as Float32Array, shape)
}

/** One of onnxruntime's tensors as ours; the data is shared. */
export async function fromOrt(tensor: OrtTensor): Promise<Tensor> {
  const data = tensor.location === 'cpu' ? tensor.data : await tensor.getData(true)
  return { type: tensor.type as DataType, shape: tensor.dims, data: data as Float32Array }
}
