import { describe, expect, it } from 'vitest'
import { slopeOf } from '../memory-trend.ts'

describe('slopeOf', () => {
  it('is the slope of the line that fits best', () => {
    expect(
      slopeOf([
        [0, 1],
        [1, 3],
        [2, 5],
      ]),
    ).toBe(2)
    expect(
      slopeOf([
        [0, 1],
        [1, 2],
        [2, 1],
        [3, 2],
      ]),
    ).toBeCloseTo(0.2)
  })

  it('is 0 where nothing was seen', () => {
    expect(slopeOf([])).toBe(0)
    expect(slopeOf([[5, 7]])).toBe(0)
  })
})
