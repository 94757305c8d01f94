import { afterEach, describe, expect, it, vi } from 'vitest'
import { soon } from '../../src/wire/soon.ts'

afterEach(() => vi.unstubAllGlobals())

/** The microtasks that were asked for, to be run one by one. */
function microtasks(): (() => void)[] {
  const asked: (() => void)[] = []
  vi.stubGlobal('queueMicrotask', (task: () => void) => void asked.push(task))
  return asked
}

describe('soon()', () => {
  it('runs all tasks of a turn in order in one microtask, and later ones in the next', () => {
    const asked = microtasks()
    const ran: string[] = []
    soon(() => {
      ran.push('first')
      soon(() => ran.push('third'))
    })
    soon(() => ran.push('second'))
    expect(asked).toHaveLength(1)
    asked[0]!()
    expect(ran).toEqual(['first', 'second'])
    expect(asked).toHaveLength(2)
    asked[1]!()
    expect(ran).toEqual(['first', 'second', 'third'])
  })

  it('runs the others too where one throws', () => {
    const asked = microtasks()
    const ran: string[] = []
    soon(() => {
      throw new Error('on purpose')
    })
    soon(() => ran.push('after it'))
    expect(asked[0]).toThrow('on purpose')
    asked[1]!()
    expect(ran).toEqual(['after it'])
  })
})
