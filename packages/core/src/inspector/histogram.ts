import type { Quantiles } from './frame.ts'

/** Buckets for each doubling: what is read from them is off by a twentieth at most. */
const perDoubling = 8
/** The upper end of the first bucket, in milliseconds. */
const finest = 0.01
const buckets = 240

/** Durations in buckets that grow, of which old ones fade. Adding costs the same however many there are. */
export class Histogram {
  readonly #weights = new Float64Array(buckets)
  #sum = 0

  add(milliseconds: number): void {
    const index =
      milliseconds <= finest ? 0 : Math.ceil(Math.log2(milliseconds / finest) * perDoubling)
    const bucket = index < buckets ? index : buckets - 1
    this.#weights[bucket] = this.#weights[bucket]! + 1
    this.#sum++
  }

  /** Lets what is in it weigh less, by this factor. */
  fade(factor: number): void {
    if (this.#sum === 0) return
    this.#sum = 0
    for (let bucket = 0; bucket < buckets; bucket++) {
      const weight = this.#weights[bucket]! * factor
      this.#weights[bucket] = weight < 0.01 ? 0 : weight
      this.#sum += this.#weights[bucket]!
    }
  }

  /** Takes in what is in another one. */
  include(other: Histogram): void {
    for (let bucket = 0; bucket < buckets; bucket++) {
      this.#weights[bucket] = this.#weights[bucket]! + other.#weights[bucket]!
    }
    this.#sum += other.#sum
  }

  /** Undefined where nothing is in it, or all has faded. */
  quantiles(): Quantiles | undefined {
    if (this.#sum === 0) return undefined
    return { p50: this.#at(0.5), p99: this.#at(0.99) }
  }

  #at(share: number): number {
    let left = this.#sum * share
    let bucket = 0
    for (; bucket < buckets - 1; bucket++) {
      left -= this.#weights[bucket]!
      if (left <= 0) break
    }
    // The middle of the bucket.
    return bucket === 0 ? finest / 2 : finest * 2 ** ((bucket - 0.5) / perDoubling)
  }
}
