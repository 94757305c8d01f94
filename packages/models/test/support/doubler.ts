import { encodeModel, node } from '../../scripts/onnx/index.ts'
import { tensor } from '../../src/tensor.ts'

/** A real ONNX model: y = 2x, x of shape [batch, 2]. */
export const doubler = encodeModel({
  graph: {
    name: 'doubler',
    inputs: [{ name: 'x', type: 'float32', shape: ['batch', 2] }],
    outputs: [{ name: 'y', type: 'float32', shape: ['batch', 2] }],
    nodes: [node('Mul', ['x', 'two'], ['y'])],
    initializers: { two: tensor('float32', [], new Float32Array([2])) },
  },
})
