import { describe, expect, it } from 'vitest'
import { seededRandom } from '../../src/testing/seeded-random.ts'

const numbers = (seed: number, count: number): number[] => {
  const random = seededRandom(seed)
  return Array.from({ length: count }, random)
}

describe('seededRandom', () => {
  it('gives the same numbers for the same seed, and others for another', () => {
    expect(numbers(7, 100)).toEqual(numbers(7, 100))
    expect(numbers(7, 100)).not.toEqual(numbers(8, 100))
  })

  it('gives numbers from 0 to 1 that are spread evenly', () => {
    const tenths = Array.from({ length: 10 }, () => 0)
    for (const number of numbers(1, 10_000)) tenths[Math.floor(number * 10)]!++
    for (const count of tenths) expect(count).toBeGreaterThan(850)
  })
})
