import { describe, expect, test } from 'vitest'
import type { Image, Quad } from '../../../src/image/image.ts'
import {
  lying,
  stripHeight,
  stripsTensor,
  stripWidth,
  turned,
} from '../../../src/tasks/ocr/strip.ts'

const box = (x: number, y: number, width: number, height: number): Quad => [
  { x, y },
  { x: x + width, y },
  { x: x + width, y: y + height },
  { x, y: y + height },
]

/** Red on the left, blue on the right. */
const image: Image = {
  width: 96,
  height: 48,
  data: Uint8Array.from({ length: 96 * 48 * 3 }, (_, index) => {
    const red = Math.floor(index / 3) % 96 < 48
    return index % 3 === (red ? 0 : 2) ? 255 : 0
  }),
}

describe('lying', () => {
  test('lays down what is at least half as high again as it is wide', () => {
    const [a, b, c, d] = box(0, 0, 10, 15)
    expect(lying([a, b, c, d])).toEqual([b, c, d, a])
    expect(lying(box(0, 0, 10, 14))).toEqual(box(0, 0, 10, 14))
  })
})

test('turned reads a box from its other end, and twice turned is as before', () => {
  const lines = box(1, 2, 30, 4)
  expect(turned(lines)[0]).toEqual({ x: 31, y: 6 })
  expect(turned(turned(lines))).toEqual(lines)
})

test('stripWidth keeps the shape of a box', () => {
  expect(stripWidth(box(0, 0, 100, 24))).toBe(200)
  expect(stripWidth(box(0, 0, 1, 100))).toBe(8)
})

describe('stripsTensor', () => {
  test('is blue, green, red between -1 and 1, padded with grey', () => {
    const { shape, data } = stripsTensor(image, [box(0, 0, 48, 48), box(0, 0, 96, 48)], 96)
    expect(shape).toEqual([2, 3, stripHeight, 96])
    const at = (strip: number, plane: number, column: number): number =>
      data[((strip * 3 + plane) * stripHeight + 10) * 96 + column]!
    const pixel = (strip: number, column: number): number[] =>
      [0, 1, 2].map((plane) => at(strip, plane, column))
    expect(pixel(0, 10)).toEqual([-1, -1, 1])
    expect(pixel(0, 60)).toEqual([0, 0, 0])
    expect(pixel(1, 60)).toEqual([1, -1, -1])
  })

  test('reads a turned box from its other end', () => {
    const { data } = stripsTensor(image, [turned(box(0, 0, 96, 48))], 96)
    const red = data.subarray(2 * stripHeight * 96)
    expect([red[10], red[90]]).toEqual([-1, 1])
  })
})
