import { ActorError } from '@troupe/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { debounce, neverDetected } from '../../../src/tasks/wake-word/debounce.ts'
import { wakeWordRules, type WakeWordOptions } from '../../../src/tasks/wake-word/options.ts'
import { wordNames } from '../../../src/tasks/wake-word/words.ts'
import { windowOf } from '../../../src/tasks/wake-word/window.ts'

function detectionsAt(scores: readonly number[], options: WakeWordOptions = {}): number[] {
  const rules = wakeWordRules(options)
  let state = neverDetected
  return scores.flatMap((score, frame) => {
    const step = debounce(state, score, frame / 10, rules)
    state = step.state
    return step.detected ? [frame] : []
  })
}

describe('debounce()', () => {
  test('counts a score that stays up once, however long', () => {
    expect(detectionsAt([0, 0.6, 1, ...new Array<number>(100).fill(1)])).toEqual([1])
  })
  test('counts at the threshold itself, and again after a fall and the cooldown', () => {
    expect(detectionsAt([0.5, 0, 0.5, 0, 0.5, 0.5], { cooldown: 300 })).toEqual([0, 4])
    expect(detectionsAt([0.5, 0, 0, 0.5], { cooldown: 300 })).toEqual([0, 3])
    expect(detectionsAt([0.5, 0, 0.5, 0, 0.5], { cooldown: 0 })).toEqual([0, 2, 4])
  })
  test('never detects twice within the cooldown, nor without a score at the threshold', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 1, noNaN: true })),
        fc.nat(5_000),
        (scores, cooldown) => {
          const found = detectionsAt(scores, { cooldown })
          found.forEach((frame, at) => {
            expect(scores[frame]).toBeGreaterThanOrEqual(0.5)
            if (at > 0)
              expect((frame / 10 - found[at - 1]! / 10) * 1000).toBeGreaterThanOrEqual(cooldown)
          })
          expect(found.length > 0).toBe(scores.some((score) => score >= 0.5))
        },
      ),
    )
  })
})

test('windowOf() holds the last rows, whatever the pieces', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(7)), fc.integer({ min: 1, max: 5 }), (counts, size) => {
      const window = windowOf(Float32Array.of(-1, -1), size)
      const rows: number[] = new Array<number>(size * 2).fill(-1)
      counts.forEach((count, at) => {
        const fresh = new Array<number>(count * 2).fill(at)
        rows.push(...fresh)
        window.push(Float32Array.from(fresh))
      })
      for (let count = 1; count <= size; count++) {
        expect(Array.from(window.last(count))).toEqual(rows.slice(-count * 2))
      }
    }),
  )
})

describe('wakeWordRules()', () => {
  test('listens for every word by default', () => {
    expect(wakeWordRules()).toEqual({ words: wordNames, threshold: 0.5, cooldown: 2_000 })
  })
  test.each<[unknown, RegExp]>([
    [{ words: [] }, /option words is wrong; list at least one of alexa, hey_mycroft/],
    [{ words: ['computer'] }, /option words is wrong/],
    [{ words: 'alexa' }, /option words is wrong/],
    [{ threshold: 0 }, /option threshold is wrong; pass a number above 0/],
    [{ threshold: NaN }, /option threshold/],
    [{ cooldown: -1 }, /option cooldown/],
    [{ keywords: ['alexa'] }, /option keywords is wrong; use one of words, threshold, cooldown/],
  ])('refuses %j', (options, message) => {
    try {
      wakeWordRules(options as WakeWordOptions)
      expect.unreachable()
    } catch (error) {
      expect(ActorError.is(error, 'invalid-argument')).toBe(true)
      expect((error as Error).message).toMatch(message)
    }
  })
})
