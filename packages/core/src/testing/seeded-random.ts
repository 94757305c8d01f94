import type { Random } from '../clock.ts'

/**
 * Random numbers that come again in the same order from the same seed.
 *
 * @param seed A whole number; what is beyond 32 bits is cut off.
 * @example
 * ```ts
 * import { seededRandom } from '@troupe/core/testing'
 *
 * const one = seededRandom(7)
 * const other = seededRandom(7)
 * one() === other() // => true
 * ```
 */
export function seededRandom(seed: number): Random {
  let state = seed | 0
  return () => {
    state = (state + 0x9e3779b9) | 0
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad)
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97)
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32
  }
}
