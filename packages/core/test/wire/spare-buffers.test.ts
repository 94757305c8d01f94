import { describe, expect, it } from 'vitest'
import { borrowCopy, giveBack } from '../../src/wire/spare-buffers.ts'

const size = 100_000

function filled(length: number, value: number): ArrayBuffer {
  return new Uint8Array(length).fill(value).buffer
}

function contentOf(buffer: ArrayBuffer): number[] {
  return [...new Set(new Uint8Array(buffer))]
}

describe('spare buffers', () => {
  it('copies a part, and nothing that happens to the original later', () => {
    const original = filled(3 * size, 1)
    new Uint8Array(original, size, size).fill(2)
    const copy = borrowCopy(original, size, size)
    new Uint8Array(original).fill(9)
    expect([copy.byteLength, contentOf(copy)]).toEqual([size, [2]])
  })

  it('uses the memory of a message that is over again, for as many bytes', () => {
    const first = borrowCopy(filled(size, 1), 0, size)
    giveBack([first])
    expect(borrowCopy(filled(size + 8, 2), 0, size + 8)).not.toBe(first)
    const again = borrowCopy(filled(3 * size, 2), size, size)
    expect(again).toBe(first)
    expect(contentOf(again)).toEqual([2])
  })

  it('never uses what is still on its way', () => {
    const one = borrowCopy(filled(size, 1), 0, size)
    const other = borrowCopy(filled(size, 2), 0, size)
    expect(one).not.toBe(other)
    expect([contentOf(one), contentOf(other)]).toEqual([[1], [2]])
  })

  it('takes what it is given twice once', () => {
    const first = borrowCopy(filled(size, 1), 0, size)
    giveBack([first, first])
    giveBack([first])
    const again = borrowCopy(filled(size, 2), 0, size)
    expect(borrowCopy(filled(size, 3), 0, size)).not.toBe(again)
  })

  it('takes nothing that it has not made', () => {
    const foreign = filled(size, 1)
    giveBack([foreign])
    expect(borrowCopy(filled(size, 2), 0, size)).not.toBe(foreign)
  })

  it('takes nothing that was moved on', () => {
    const moved = borrowCopy(filled(size, 1), 0, size)
    structuredClone(moved, { transfer: [moved] })
    giveBack([moved])
    expect(contentOf(borrowCopy(filled(size, 2), 0, size))).toEqual([2])
  })

  it('keeps no small ones', () => {
    const small = borrowCopy(filled(1_000, 1), 0, 1_000)
    giveBack([small])
    expect(borrowCopy(filled(1_000, 2), 0, 1_000)).not.toBe(small)
  })

  it('keeps the latest few', () => {
    const many = Array.from({ length: 20 }, (_, n) => borrowCopy(filled(size, n), 0, size))
    giveBack(many)
    const again = Array.from({ length: 20 }, () => borrowCopy(filled(size, 0), 0, size))
    expect(again.filter((copy) => many.includes(copy))).toEqual(many.slice(-8).toReversed())
  })
})
