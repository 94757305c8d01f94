import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sizeOf } from '../../../src/image/crop.ts'
import type { Point, Quad } from '../../../src/image/image.ts'
import { convexHull, grow, smallestRectangle } from '../../../src/tasks/ocr/rectangle.ts'

const points = fc.array(
  fc.record({ x: fc.integer({ min: -50, max: 50 }), y: fc.integer({ min: -50, max: 50 }) }),
  { minLength: 3, maxLength: 30 },
)

/** Which side of a line from a to b a point lies on: positive is right of it, y pointing down. */
const side = (a: Point, b: Point, point: Point): number =>
  (b.x - a.x) * (point.y - a.y) - (b.y - a.y) * (point.x - a.x)

const holds = (polygon: readonly Point[], point: Point): boolean =>
  polygon.every(
    (corner, index) => side(corner, polygon[(index + 1) % polygon.length]!, point) >= -1e-6,
  )

const isFlat = (all: readonly Point[]): boolean =>
  all.every((point) => all.every((other) => side(all[0]!, other, point) === 0))

const rounded = (quad: Quad): number[][] =>
  quad.map(({ x, y }) => [x, y].map((value) => Math.round(value * 1e6) / 1e6 + 0))

describe('convexHull', () => {
  test('leaves out what lies inside or on a side', () => {
    const square = [
      [0, 0],
      [4, 0],
      [4, 4],
      [0, 4],
      [2, 2],
      [2, 0],
      [1, 3],
    ] as const
    const hull = convexHull(square.map(([x, y]) => ({ x, y })))
    expect(hull.map(({ x, y }) => [x, y])).toEqual([
      [0, 0],
      [4, 0],
      [4, 4],
      [0, 4],
    ])
  })

  test('contains all points', () => {
    fc.assert(
      fc.property(points, (all) => {
        fc.pre(!isFlat(all))
        const hull = convexHull(all)
        return all.every((point) => holds(hull, point))
      }),
    )
  })
})

describe('smallestRectangle', () => {
  test('lies along a slanted square: the diamond around (2, 2)', () => {
    const diamond = [
      { x: 2, y: 0 },
      { x: 4, y: 2 },
      { x: 2, y: 4 },
      { x: 0, y: 2 },
    ]
    const { width, height } = sizeOf(smallestRectangle(diamond))
    expect(width).toBeCloseTo(Math.SQRT2 * 2)
    expect(height).toBeCloseTo(Math.SQRT2 * 2)
  })

  test('begins at the top left and goes clockwise', () => {
    const box = smallestRectangle([
      { x: 9, y: 1 },
      { x: 1, y: 1 },
      { x: 1, y: 3 },
      { x: 9, y: 3 },
    ])
    expect(rounded(box)).toEqual([
      [1, 1],
      [9, 1],
      [9, 3],
      [1, 3],
    ])
  })

  test('contains the hull', () => {
    fc.assert(
      fc.property(points, (all) => {
        fc.pre(!isFlat(all))
        const box = smallestRectangle(all)
        return all.every((point) => holds(box, point))
      }),
    )
  })

  test('is no larger than the upright one', () => {
    fc.assert(
      fc.property(points, (all) => {
        fc.pre(!isFlat(all))
        const { width, height } = sizeOf(smallestRectangle(all))
        const extent = (values: number[]): number => Math.max(...values) - Math.min(...values)
        const upright = extent(all.map(({ x }) => x)) * extent(all.map(({ y }) => y))
        return width * height <= upright + 1e-6
      }),
    )
  })
})

describe('grow', () => {
  test('moves every side outwards', () => {
    const box: Quad = [
      { x: 2, y: 2 },
      { x: 8, y: 2 },
      { x: 8, y: 4 },
      { x: 2, y: 4 },
    ]
    expect(rounded(grow(box, 1))).toEqual([
      [1, 1],
      [9, 1],
      [9, 5],
      [1, 5],
    ])
  })

  test('enlarges width and height by twice the amount, whatever the slant', () => {
    const slanted = fc.record({
      angle: fc.double({ min: -3, max: 3, noNaN: true }),
      width: fc.integer({ min: 1, max: 90 }),
      height: fc.integer({ min: 1, max: 90 }),
      by: fc.integer({ min: 0, max: 20 }),
    })
    fc.assert(
      fc.property(slanted, ({ angle, width, height, by }) => {
        const at = (u: number, v: number): Point => ({
          x: u * Math.cos(angle) - v * Math.sin(angle),
          y: u * Math.sin(angle) + v * Math.cos(angle),
        })
        const grown = sizeOf(grow([at(0, 0), at(width, 0), at(width, height), at(0, height)], by))
        expect(grown.width).toBeCloseTo(width + 2 * by)
        expect(grown.height).toBeCloseTo(height + 2 * by)
      }),
    )
  })
})
