import type { Quantiles } from './frame.ts'

/** Buckets for each doubling, of one width: what is read from them is off by a sixteenth at most. */
const perDoubling = 8
/** The upper end of the first bucket, in milliseconds. */
const finest = 0.01
const buckets = 240
/** The exponent and the first three places of a number as it is stored: its bucket, without a logarithm. */
const number = new Float32Array(1)
const bits = new Uint32Array(number.buffer)
const placesLeft = 20
const ofOne = 127 * perDoubling

/** Where a duration belongs. */
export function bucketOf(milliseconds: number): number {
  if (milliseconds < finest) return 0
  number[0] = milliseconds / finest
  return Math.min((bits[0]! >>> placesLeft) - ofOne + 1, buckets - 1)
}

/** Durations in buckets that grow, of which old ones fade. Adding costs the same however many there are. */
export class Histogram {
  readonly #weights = new Float64Array(buckets)

  /** So many more durations in the bucket of that number. */
  add(bucket: number, times = 1): void {
    this.#weights[bucket]! += times
  }

  /** Lets what is in it weigh less, by this factor. */
  fade(factor: number): void {
    for (let bucket = 0; bucket < buckets; bucket++) {
      const weight = this.#weights[bucket]! * factor
      this.#weights[bucket] = weight < 0.01 ? 0 : weight
    }
  }

  /** Takes in what is in another one. */
  include(other: Histogram): void {
    for (let bucket = 0; bucket < buckets; bucket++) {
      this.#weights[bucket] = this.#weights[bucket]! + other.#weights[bucket]!
    }
  }

  /** Undefined where nothing is in it, or all has faded. */
  quantiles(): Quantiles | undefined {
    const sum = this.#weights.reduce((some, weight) => some + weight)
    if (sum === 0) return undefined
    return { p50: this.#at(0.5 * sum), p99: this.#at(0.99 * sum) }
  }

  #at(weight: number): number {
    let left = weight
    let bucket = 0
    for (; bucket < buckets - 1; bucket++) {
      left -= this.#weights[bucket]!
      if (left <= 0) break
    }
    if (bucket === 0) return finest / 2
    const doublings = Math.floor((bucket - 1) / perDoubling)
    const middle = ((bucket - 1) % perDoubling) + 0.5
    return finest * 2 ** doublings * (1 + middle / perDoubling)
  }
}
