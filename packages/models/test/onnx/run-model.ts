import type { Tensor } from '../../src/tensor.ts'
import { ort } from '../../src/ort/node.ts'
import { encodeModel, type Model } from '../../scripts/onnx/index.ts'

/** Writes a model, loads it with onnxruntime and computes its one output. */
export async function runModel(model: Model, inputs: Record<string, Tensor>): Promise<Tensor> {
  const session = await ort.load(encodeModel(model))
  const outputs = await session.run(inputs)
  await session.dispose()
  return outputs[model.graph.outputs[0]!.name]!
}

/** A tensor of float32. */
export function float32(shape: number[], data: number[]): Tensor<'float32'> {
  return { type: 'float32', shape, data: Float32Array.from(data) }
}
