import { describe, expect, it } from 'vitest'
import type { Call } from '../../src/actor/actor.ts'
import { given } from '../../src/call/given.ts'

describe('given()', () => {
  it('takes options as they are, and none for none', () => {
    const options = { deadline: 5, signal: AbortSignal.abort(), transfer: [] }
    expect(given(options)).toBe(options)
    expect(given()).toEqual({})
  })

  it('takes of a call that its caller gives up, and who waits, and nothing else', () => {
    const { signal } = new AbortController()
    const chain = [['life', 'actor', 1]]
    const call = { signal, chain, transfer: () => {}, heartbeat: () => {} } as unknown as Call
    expect(given(call)).toEqual({ signal, chain })
  })
})
