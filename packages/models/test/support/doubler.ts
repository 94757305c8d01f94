import { encodeModel, type Graph, node } from '../../scripts/onnx/index.ts'
import { tensor } from '../../src/tensor.ts'

/** A real ONNX model: y = 2x, x of shape [batch, 2]. */
export const doubler = multiplier(tensor('float32', [], new Float32Array([2])))

/** The same, with its weights in files of their own. */
export const parted = {
  network: multiplier({ type: 'float32', shape: [2], file: 'weights/two.data' }),
  weights: new Uint8Array(new Float32Array([2, 2]).buffer),
}

function multiplier(two: Graph['initializers'][string]): Uint8Array<ArrayBuffer> {
  return encodeModel({
    graph: {
      name: 'doubler',
      inputs: [{ name: 'x', type: 'float32', shape: ['batch', 2] }],
      outputs: [{ name: 'y', type: 'float32', shape: ['batch', 2] }],
      nodes: [node('Mul', ['x', 'two'], ['y'])],
      initializers: { two },
    },
  })
}
