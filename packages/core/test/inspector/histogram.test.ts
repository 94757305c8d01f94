import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bucketOf, Histogram } from '../../src/inspector/histogram.ts'

test('Histogram tells quantiles that are off by a sixteenth at most', () => {
  const durations = fc.array(fc.double({ min: 0.02, max: 100_000, noNaN: true }), {
    minLength: 1,
    maxLength: 300,
  })
  fc.assert(
    fc.property(durations, (values) => {
      const histogram = new Histogram()
      for (const value of values) histogram.add(bucketOf(value))
      const sorted = values.toSorted((a, b) => a - b)
      const { p50, p99 } = histogram.quantiles()!
      const exact = (share: number): number => sorted[Math.ceil(sorted.length * share) - 1]!
      for (const [told, value] of [
        [p50, exact(0.5)],
        [p99, exact(0.99)],
      ] as const) {
        expect(told / value).toBeGreaterThan(1 - 0.0626)
        expect(told / value).toBeLessThan(1 + 0.0626)
      }
    }),
  )
})

test('Histogram takes durations of any size', () => {
  const histogram = new Histogram()
  for (const value of [0, 1e-9, 1e12]) histogram.add(bucketOf(value))
  expect(histogram.quantiles()!.p50).toBeLessThan(0.01)
  expect(histogram.quantiles()!.p99).toBeGreaterThan(1e6)
})

test('Histogram forgets what has faded', () => {
  const histogram = new Histogram()
  histogram.add(bucketOf(5))
  histogram.fade(0.5)
  histogram.add(bucketOf(500))
  histogram.add(bucketOf(500))
  expect(histogram.quantiles()!.p50).toBeGreaterThan(400)
  for (let round = 0; round < 10; round++) histogram.fade(0.5)
  expect(histogram.quantiles()).toBe(undefined)
})

test('Histogram.include() is as if all had been added to one', () => {
  const [one, other, both] = [new Histogram(), new Histogram(), new Histogram()]
  for (const value of [1, 2, 3]) one.add(bucketOf(value))
  for (const value of [100, 200, 300]) other.add(bucketOf(value))
  both.include(one)
  both.include(other)
  expect(both.quantiles()!.p50).toBe(one.quantiles()!.p99)
  expect(both.quantiles()!.p99).toBe(other.quantiles()!.p99)
})
