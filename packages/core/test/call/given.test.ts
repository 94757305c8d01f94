import { describe, expect, it } from 'vitest'
import type { Call } from '../../src/actor/actor.ts'
import { checkGiven, given } from '../../src/call/given.ts'

describe('given()', () => {
  it('takes options as they are, and none for none', () => {
    const options = { deadline: 5, signal: AbortSignal.abort(), transfer: [] }
    expect(given(options)).toBe(options)
    expect(given()).toEqual({})
    expect(given(null)).toEqual({})
  })

  it('takes of a call that its caller gives up, and who waits, and nothing else', () => {
    const { signal } = new AbortController()
    const chain = [['life', 'actor', 1]]
    const call = { signal, chain, transfer: () => {}, heartbeat: () => {} } as unknown as Call
    expect(given(call)).toEqual({ signal, chain })
  })
})

describe('checkGiven()', () => {
  const target = { path: 'app/ocr', operation: 'read' }

  it('takes a signal, and any time from 0 to for ever', () => {
    for (const deadline of [0, 0.5, 1e9, Infinity])
      expect(() => checkGiven(target, { deadline, signal: AbortSignal.abort() })).not.toThrow()
  })

  it.each([
    ['deadline', -1],
    ['deadline', NaN],
    ['deadline', '5'],
    ['signal', {}],
    ['signal', null],
  ])('refuses a %s that is %o, and says to whom it was given', (argument, value) => {
    expect(() => checkGiven(target, { [argument]: value })).toThrow(
      expect.objectContaining({
        code: 'invalid-argument',
        message: expect.stringContaining(`app/ocr.read: ${argument} is `),
        details: { argument, hint: expect.stringContaining('pass ') },
      }),
    )
  })
})
