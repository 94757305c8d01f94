import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import type { Image } from '../../src/image/image.ts'
import { resize } from '../../src/image/resize.ts'
import { picture, waves } from './picture.ts'

const grey = ({ data }: Image): number[] => [...data].filter((_, at) => at % 3 === 0)
const row = (...values: number[]): Image => picture(values.length, 1, (x) => [values[x]!, 0, 0])

describe('resize', () => {
  test('to the same size changes nothing', () => {
    expect(resize(waves(17, 9), 17, 9)).toEqual(waves(17, 9))
  })

  test('weighs the two nearest by the middles of pixels', () => {
    // Middles at 0.25, 0.75, 1.25, 1.75 of two pixels whose own are at 0.5 and 1.5.
    expect(grey(resize(row(0, 100), 4, 1))).toEqual([0, 25, 75, 100])
    // 1.5 and 4.5 minus a half each: pixels 1 and 4; middle 3 pixels apart, nothing in between.
    expect(grey(resize(row(0, 30, 60, 90, 120), 3, 1))).toEqual([10, 60, 110])
  })

  test('averages where it becomes half as large or less', () => {
    const board = picture(8, 8, (x, y) => [(x + y) % 2 === 0 ? 200 : 0, 0, 0])
    expect(grey(resize(board, 4, 4))).toEqual(new Array(16).fill(100))
    expect(grey(resize(board, 2, 2))).toEqual(new Array(4).fill(100))
  })

  test.each([
    [120, 80, 97, 61],
    [200, 120, 70, 50],
  ])(
    'of %i x %i to %i x %i is near to what sharp makes of it',
    async (width, height, toWidth, toHeight) => {
      const image = waves(width, height)
      const made = resize(image, toWidth, toHeight)
      const known = await sharp(image.data, { raw: { width, height, channels: 3 } })
        .resize(toWidth, toHeight, { fit: 'fill', kernel: 'linear' })
        .raw()
        .toBuffer()
      const differences = made.data.map((value, at) => Math.abs(value - known[at]!))
      expect(made).toMatchObject({ width: toWidth, height: toHeight })
      // The edges, and how sharp widens its kernel, account for a few of 255 levels.
      expect(differences.reduce((sum, each) => sum + each, 0) / differences.length).toBeLessThan(
        1.5,
      )
      expect(Math.max(...differences)).toBeLessThan(16)
    },
  )
})
