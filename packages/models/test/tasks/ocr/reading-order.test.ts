import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Line } from '../../../src/tasks/ocr/index.ts'
import { inReadingOrder } from '../../../src/tasks/ocr/reading-order.ts'

const line = (text: string, x: number, y: number, width = 200, height = 20): Line => ({
  text,
  confidence: 0.9,
  box: [
    { x, y },
    { x: x + width, y },
    { x: x + width, y: y + height },
    { x, y: y + height },
  ],
})

/** The lines on a page that is turned about (500, 500). */
const rotated = (lines: readonly Line[], degrees: number): Line[] => {
  const cos = Math.cos((degrees * Math.PI) / 180)
  const sin = Math.sin((degrees * Math.PI) / 180)
  const point = ({ x, y }: { x: number; y: number }) => ({
    x: 500 + (x - 500) * cos - (y - 500) * sin,
    y: 500 + (x - 500) * sin + (y - 500) * cos,
  })
  return lines.map(({ box: [a, b, c, d], ...rest }) => ({
    ...rest,
    box: [point(a), point(b), point(c), point(d)],
  }))
}

const texts = (lines: readonly Line[]): string[] => lines.map(({ text }) => text)

/** A heading, two columns of three lines, a foot. */
const article = [
  line('heading', 150, 0, 200),
  ...['l1', 'l2', 'l3'].map((text, index) => line(text, 0, 60 + 30 * index)),
  ...['r1', 'r2', 'r3'].map((text, index) => line(text, 260, 65 + 30 * index)),
  line('foot', 100, 220, 300),
]
const order = ['heading', 'l1', 'l2', 'l3', 'r1', 'r2', 'r3', 'foot']

/** A table: short cells, far apart. */
const table = [0, 1, 2].flatMap((row) =>
  [0, 1, 2].map((column) => line(`${row}${column}`, 150 * column, 40 * row, 50)),
)

describe('inReadingOrder', () => {
  test('goes from top to bottom', () => {
    const lines = [line('c', 0, 60), line('a', 0, 0), line('b', 0, 30)]
    expect(texts(inReadingOrder(lines))).toEqual(['a', 'b', 'c'])
  })

  test('reads columns one after the other, below the heading and above the foot', () => {
    expect(texts(inReadingOrder(article))).toEqual(order)
  })

  test('reads a table row by row', () => {
    const cells = texts(table)
    expect(texts(inReadingOrder(table.toReversed()))).toEqual(cells)
  })

  test('joins the parts of one line and is as sure as both', () => {
    const parts = [line('right', 210, 2, 100), { ...line('left', 0, 0, 200), confidence: 0.5 }]
    const [joined, ...rest] = inReadingOrder(parts)
    expect(rest).toEqual([])
    expect(joined!.text).toBe('left right')
    expect(joined!.confidence).toBeCloseTo((4 * 0.5 + 5 * 0.9) / 9)
    expect(joined!.box).toEqual([
      { x: 0, y: 0 },
      { x: 310, y: 2 },
      { x: 310, y: 22 },
      { x: 0, y: 20 },
    ])
  })

  test('is the same on a page that is turned', () => {
    const angle = fc.integer({ min: -180, max: 180 })
    fc.assert(
      fc.property(angle, fc.shuffledSubarray(article, { minLength: 8 }), (degrees, lines) => {
        expect(texts(inReadingOrder(rotated(lines, degrees)))).toEqual(order)
      }),
    )
  })

  test('has nothing to sort in nothing', () => {
    expect(inReadingOrder([])).toEqual([])
  })
})
