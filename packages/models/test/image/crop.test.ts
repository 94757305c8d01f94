import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { crop, sizeOf } from '../../src/image/crop.ts'
import type { Quad } from '../../src/image/image.ts'
import { picture, waves } from './picture.ts'

const box = (x: number, y: number, width: number, height: number): Quad => [
  { x, y },
  { x: x + width, y },
  { x: x + width, y: y + height },
  { x, y: y + height },
]

const grey = (image: { data: Uint8Array }): number[] =>
  [...image.data].filter((_, at) => at % 3 === 0)

/** 0 10 20 over 30 40 50. */
const six = picture(3, 2, (x, y) => [10 * x + 30 * y, 0, 0])

describe('crop', () => {
  test('of the whole is the same', () => {
    const size = fc.integer({ min: 1, max: 20 })
    fc.assert(
      fc.property(size, size, (width, height) => {
        const image = waves(width, height)
        expect(crop(image, box(0, 0, width, height), { width, height })).toEqual(image)
      }),
    )
  })

  test('cuts out', () => {
    expect(grey(crop(six, box(1, 0, 2, 2), { width: 2, height: 2 }))).toEqual([10, 20, 40, 50])
  })

  test('lays a quarter turn flat: its first corner comes to the top left', () => {
    const [a, b, c, d] = box(0, 0, 3, 2)
    expect(grey(crop(six, [b, c, d, a], { width: 2, height: 3 }))).toEqual([20, 50, 10, 40, 0, 30])
    expect(grey(crop(six, [c, d, a, b], { width: 3, height: 2 }))).toEqual([50, 40, 30, 20, 10, 0])
  })

  test('weighs the pixels around a point by how near they are', () => {
    expect(grey(crop(six, box(0.5, 0, 1, 1), { width: 1, height: 1 }))).toEqual([5])
    expect(grey(crop(six, box(0.25, 0.5, 1, 1), { width: 1, height: 1 }))).toEqual([18])
  })

  test('repeats the edge outside of the picture', () => {
    expect(grey(crop(six, box(-5, 0, 2, 2), { width: 2, height: 2 }))).toEqual([0, 0, 30, 30])
    expect(grey(crop(six, box(3, 1, 2, 2), { width: 2, height: 2 }))).toEqual([50, 50, 50, 50])
  })
})

test('sizeOf measures along the sides', () => {
  const slanted: Quad = [
    { x: 0, y: 0 },
    { x: 4, y: 3 },
    { x: -2, y: 11 },
    { x: -6, y: 8 },
  ]
  expect(sizeOf(slanted)).toEqual({ width: 5, height: 10 })
})
