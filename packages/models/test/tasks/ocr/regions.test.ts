import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findRegions } from '../../../src/tasks/ocr/regions.ts'

const mapOf = (rows: readonly string[]): Float32Array =>
  Float32Array.from([...rows.join('')].map((mark) => (mark === '.' ? 0.1 : Number(mark) / 10)))

describe('findRegions', () => {
  test('joins pixels that touch at a corner and parts those that do not touch', () => {
    const rows = ['99...', '..9..', '....8', '....6']
    const found = findRegions(mapOf(rows), 5, 4, 0.5)
    // The third column's pixel of the second row touches none of the last column.
    expect(found.map(({ pixels }) => pixels)).toEqual([3, 2])
    expect(found[0]!.mean).toBeCloseTo(0.9)
    expect(found[1]!.mean).toBeCloseTo(0.7)
  })

  test('outlines pixels by their corners', () => {
    const [region] = findRegions(mapOf(['...', '.99', '...']), 3, 3, 0.5)
    expect(region!.outline).toEqual([
      { x: 1, y: 1 },
      { x: 1, y: 2 },
      { x: 3, y: 1 },
      { x: 3, y: 2 },
    ])
  })

  test('takes only what is above the threshold', () => {
    expect(findRegions(mapOf(['55', '55']), 2, 2, 0.5)).toEqual([])
  })

  test('does not connect the end of a row with the beginning of the next', () => {
    expect(findRegions(mapOf(['..9', '...', '9..']), 3, 3, 0.5)).toHaveLength(2)
    expect(findRegions(mapOf(['...9', '9...']), 4, 2, 0.5)).toHaveLength(2)
  })

  test('counts every pixel above the threshold once', () => {
    const map = fc.array(fc.constantFrom(0, 1), { minLength: 60, maxLength: 60 })
    fc.assert(
      fc.property(map, (values) => {
        const found = findRegions(Float32Array.from(values), 10, 6, 0.5)
        const pixels = found.reduce((sum, region) => sum + region.pixels, 0)
        return pixels === values.filter((value) => value === 1).length
      }),
    )
  })
})
