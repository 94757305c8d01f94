import { describe, expect, it, test } from 'vitest'
import { quantileOfTimes } from '../measure/quantile-of-times.ts'
import { median, quantile, resultOf } from '../result.ts'

it.each([
  [[3], 3],
  [[5, 1, 3], 3],
  [[4, 1, 3, 2], 2.5],
])('median(%j) is %d', (values, middle) => {
  expect(median(values)).toBe(middle)
})

it.each([
  [0.99, 99.5],
  [0.999, 100],
  [0.5, 50.5],
])('quantile() of 1 to 100 at %d is %d', (share, value) => {
  expect(
    quantile(
      Array.from({ length: 100 }, (_, n) => n + 1),
      share,
    ),
  ).toBe(value)
})

describe('quantileOfTimes()', () => {
  it('lies within its step, as far as those below and alike say', () => {
    expect(quantileOfTimes([20, 25, 25, 25, 25, 30, 30, 30], 0.5, 5)).toBe(22.5 + (5 * 3) / 4)
    expect(quantileOfTimes([25, 25], 0.5, 5)).toBe(25)
  })

  it('finds the middle of times that a clock has rounded', () => {
    const times = Array.from({ length: 1_000 }, (_, n) => 20 + n / 100)
    const told = times.map((time) => 5 * Math.round(time / 5))
    expect(quantileOfTimes(told, 0.5, 5)).toBeCloseTo(median(times), 0)
  })

  it('is the quantile where the clock is fine', () => {
    expect(quantileOfTimes([1, 2, 4], 0.5)).toBe(2)
  })
})

test('resultOf() takes the median of each row of rounds', () => {
  const figure = {
    ...({ id: 'a', unit: 'us', better: 'lower' } as const),
    troupe: [3, 1, 2],
    limit: [1],
    peers: { other: [9, 7, 8] },
    asides: { bare: [4] },
  }
  expect(resultOf(figure)).toEqual({
    ...{ id: 'a', unit: 'us', better: 'lower', troupe: 2, limit: 1 },
    peers: { other: 8 },
  })
})
