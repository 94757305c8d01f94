import { bucketCount, type Features } from '../../src/tasks/spam/features.ts'
import type { Example } from './corpus.ts'
import { random, shuffled } from './random.ts'

/** What was learned: the network computes `sigmoid(slope * (tf-idf · weights) + offset)`. */
export interface Classifier {
  /** How telling each bucket is by its rarity. */
  readonly rarity: Float32Array
  readonly weights: Float32Array
  readonly slope: number
  readonly offset: number
}

/** What is chosen by validation. */
export interface Settings {
  /** How strongly large weights are punished (L2). */
  readonly penalty: number
  readonly epochs: number
}

/** Inverse document frequency, smoothed: ln((1 + mails) / (1 + mails with it)) + 1. */
export function rarities(examples: readonly Example[]): Float32Array {
  const mails = new Float64Array(bucketCount)
  for (const { features } of examples) for (const bucket of features.buckets) mails[bucket]!++
  return Float32Array.from(mails, (count) => Math.log((1 + examples.length) / (1 + count)) + 1)
}

/** The length-one tf-idf vector of a mail, with ln(1 + count) as term frequency. */
export function weigh({ buckets, counts }: Features, rarity: Float32Array): Float64Array {
  const values = Float64Array.from(
    counts,
    (count, index) => Math.log1p(count) * rarity[buckets[index]!]!,
  )
  const length = Math.sqrt(values.reduce((sum, value) => sum + value * value, 0))
  return length === 0 ? values : values.map((value) => value / length)
}

/**
 * Logistic regression over hashed tf-idf, by stochastic gradient descent with the step size
 * 1 / (penalty * (t + t0)) (Bottou, Stochastic Gradient Descent Tricks, 2012).
 */
export function train(
  examples: readonly Example[],
  { penalty, epochs }: Settings,
  seed: number,
): Classifier {
  const rarity = rarities(examples)
  const rows = examples.map(({ features, spam }) => ({
    buckets: features.buckets,
    values: weigh(features, rarity),
    label: spam ? 1 : 0,
  }))
  const next = random(seed)
  const weights = new Float64Array(bucketCount)
  let scale = 1
  let offset = 0
  let time = 1 / (penalty * 4)
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (const { buckets, values, label } of shuffled(rows, next)) {
      const step = 1 / (penalty * time++)
      const error = sigmoid(scale * dot(weights, buckets, values) + offset) - label
      scale *= 1 - step * penalty
      buckets.forEach(
        (bucket, index) => (weights[bucket]! -= (step * error * values[index]!) / scale),
      )
      offset -= step * error * 0.01
    }
  }
  return {
    rarity,
    weights: Float32Array.from(weights, (weight) => weight * scale),
    slope: 1,
    offset,
  }
}

/** The probability that a mail is spam; what the network computes, in TypeScript. */
export function predict(
  { rarity, weights, slope, offset }: Classifier,
  features: Features,
): number {
  return sigmoid(slope * dot(weights, features.buckets, weigh(features, rarity)) + offset)
}

/** 1 / (1 + e^-x) */
export function sigmoid(x: number): number {
  return 1 / (1 + Math.exp(-x))
}

function dot(weights: ArrayLike<number>, buckets: Int32Array, values: Float64Array): number {
  let sum = 0
  for (let index = 0; index < buckets.length; index++)
    sum += weights[buckets[index]!]! * values[index]!
  return sum
}
