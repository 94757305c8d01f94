import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ActorError } from '../../src/errors.ts'
import {
  type AnyOperation,
  ask,
  duplex,
  protocol,
  stream,
  tell,
  type,
} from '../../src/protocol/protocol.ts'

const kinds: Record<string, () => AnyOperation> = { ask, tell, stream, duplex }

describe('protocol()', () => {
  it('has a fingerprint of name, operations and kinds, in whatever order they are written', () => {
    const operations = fc.dictionary(
      fc.stringMatching(/^[a-z]{1,6}$/),
      fc.constantFrom(...Object.values(kinds)),
    )
    fc.assert(
      fc.property(operations, (made) => {
        const entries = Object.entries(made).map(([name, make]) => [name, make()] as const)
        const one = protocol('p', Object.fromEntries(entries))
        const other = protocol('p', Object.fromEntries(entries.toReversed()))
        expect(one.fingerprint).toBe(other.fingerprint)
        for (const [name, { kind }] of entries) expect(one.fingerprint).toContain(`${name}:${kind}`)
      }),
    )
  })

  it('has another fingerprint for another name, operation or kind', () => {
    const prints = [
      protocol('a', { x: ask() }),
      protocol('b', { x: ask() }),
      protocol('a', { y: ask() }),
      protocol('a', { x: tell() }),
      protocol('a', { x: ask(), y: ask() }),
      protocol('a', {}),
    ].map(({ fingerprint }) => fingerprint)
    expect(new Set(prints).size).toBe(prints.length)
  })

  it('has the same fingerprint with and without checks and options', () => {
    const plain = protocol('a', { x: ask<number>() })
    const more = protocol('a', { x: ask<number>({}) }, { options: type<{ word: string }>() })
    expect(more.fingerprint).toBe(plain.fingerprint)
  })

  it.each<[string, () => unknown, string]>([
    ['no name', () => protocol('', {}), 'name'],
    ['an operation that is none', () => protocol('a', { x: { kind: 'shout' } as never }), 'x'],
    ['an operation that await would call', () => protocol('a', { then: ask() }), 'then'],
  ])('refuses %s', (_, make, argument) => {
    let error: unknown
    try {
      make()
    } catch (thrown) {
      error = thrown
    }
    expect(ActorError.is(error, 'invalid-argument') && error.details.argument).toBe(argument)
  })
})
