import { describe, expect, test } from 'vitest'
import { decodeText, parseCharacters } from '../../../src/tasks/ocr/ctc.ts'

const characters = ['a', 'b', ' ']

/** Probabilities of one row from those of [blank, a, b, space] at each step. */
const decode = (...steps: readonly (readonly [number, number, number, number])[]) =>
  decodeText(Float32Array.from(steps.flat()), 0, [1, steps.length, 4], characters)

const blank = [1, 0, 0, 0] as const
const a = [0, 1, 0, 0] as const
const b = [0, 0, 1, 0] as const
const space = [0, 0, 0, 1] as const

describe('decodeText', () => {
  test('leaves out blanks and repetitions, and keeps what a blank parts', () => {
    expect(decode(blank, a, a, blank, a, b, b, blank).text).toBe('aab')
  })

  test('is as sure as its characters are on average', () => {
    const reading = decode([0.1, 0.9, 0, 0], [0.9, 0.1, 0, 0], [0.3, 0, 0.7, 0])
    expect(reading.text).toBe('ab')
    expect(reading.confidence).toBeCloseTo(0.8)
  })

  test('puts a space where one is likely, though a blank is likelier', () => {
    expect(decode(a, [0.95, 0, 0, 0.05], b).text).toBe('a b')
    expect(decode(a, [0.999, 0, 0, 0.001], b).text).toBe('ab')
  })

  test('doubles no space and puts none before the first character', () => {
    expect(decode([0.9, 0, 0, 0.1], a, [0.9, 0, 0, 0.1], space, [0.9, 0, 0, 0.1], b).text).toBe(
      'a b',
    )
  })

  test('reads the row that it is told', () => {
    const odds = Float32Array.from([...a, ...b, ...b, ...blank])
    expect(decodeText(odds, 1, [2, 2, 4], characters).text).toBe('b')
  })

  test('reads nothing, not surely, where there is nothing', () => {
    expect(decode(blank, blank)).toEqual({ text: '', confidence: 0 })
  })
})

describe('parseCharacters', () => {
  test('takes one a line, whatever the line ends, and adds the space', () => {
    expect(parseCharacters('x\ny\n')).toEqual(['x', 'y', ' '])
    expect(parseCharacters('x\r\ny\r\n')).toEqual(['x', 'y', ' '])
    expect(parseCharacters('x\ny')).toEqual(['x', 'y', ' '])
  })
})
