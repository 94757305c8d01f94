import { expect, it, test } from 'vitest'
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
