import { inspect } from 'node:util'
import { describe, expect, it } from 'vitest'
import { createRef, refResolver } from '../../src/actor/create-ref.ts'
import { directory, nowhere } from '../../src/actor/directory.ts'
import type { ActorRef } from '../../src/actor/ref.ts'
import { systemClock } from '../../src/clock.ts'
import { ask, duplex, protocol, stream, tell } from '../../src/protocol/protocol.ts'
import { fake } from '../../src/testing/fake.ts'
import { decode, encode } from '../../src/wire/codec.ts'
import { isRef } from '../../src/wire/ref-codec.ts'
import { pack, Tagged } from '../../src/wire/tagged.ts'
import { noRefs } from '../wire/values.ts'

const Every = protocol('every', {
  one: ask<number, number>(),
  two: tell<number>(),
  three: stream<number, number>(),
  four: duplex<number, number>(),
})
const caller = { clock: systemClock, deadline: Infinity, refs: noRefs }
const resolve = refResolver(({ address, path }) => directory.find(address) ?? nowhere(path), {
  clock: systemClock,
  deadline: Infinity,
})
const handlers = {
  one: (n: number) => n + 1,
  two() {},
  *three(n: number) {
    yield n
  },
  async *four(items: AsyncIterable<number>) {
    yield* items
  },
}

describe('ActorRef', () => {
  const ref = createRef(
    { protocol: Every, address: 'here', path: 'app/every' },
    nowhere('app/every'),
    caller,
  )

  it('has a plain function for every operation, under its kind', () => {
    expect(Object.keys(ref.ask)).toEqual(['one'])
    expect(Object.keys(ref.tell)).toEqual(['two'])
    expect(Object.keys(ref.stream)).toEqual(['three'])
    expect(Object.keys(ref.duplex)).toEqual(['four'])
  })

  it('can be logged, compared, awaited, and not be changed', async () => {
    expect(inspect(ref)).toContain('app/every')
    expect(String(ref)).toBe('actor app/every')
    // eslint-disable-next-line @typescript-eslint/await-thenable -- that is the point
    expect(await ref).toBe(ref)
    expect(Object.isFrozen(ref)).toBe(true)
    expect(isRef(ref)).toBe(true)
    expect([null, 1, {}, { ...ref }].map(isRef)).toEqual([false, false, false, false])
  })

  it('lets its functions be passed on without it', async () => {
    const { one } = fake(Every, handlers).ask
    expect(await Promise.all([1, 2].map((n) => one(n)))).toEqual([2, 3])
  })
})

describe('a ref that crosses', () => {
  it('works where it arrives, all kinds of it, however deep in the message', async () => {
    const sent = fake(Every, handlers)
    const [arrived] = (
      decode(encode(new Map([['refs', [sent]]])), resolve) as Map<string, ActorRef<typeof Every>[]>
    ).get('refs')!
    expect(arrived).toMatchObject({ address: sent.address, path: sent.path })
    expect(arrived!.protocol.fingerprint).toBe(Every.fingerprint)
    expect(await arrived!.ask.one(1)).toBe(2)
    expect(arrived!.tell.two(1)).toBe(true)
    expect(await arrived!.stream.three(7).next()).toEqual({ done: false, value: 7 })
    expect(await arrived!.duplex.four([8]).next()).toEqual({ done: false, value: 8 })
  })

  it('can be sent on, back and forth', async () => {
    const sent = fake(Every, handlers)
    let ref: unknown = sent
    for (let hop = 0; hop < 5; hop++) ref = decode(encode(ref), resolve)
    expect(await (ref as typeof sent).ask.one(1)).toBe(2)
  })

  it('to an actor that is gone fails with `down`', async () => {
    const gone = createRef(
      { protocol: Every, address: 'gone', path: 'app/gone' },
      nowhere('app/gone'),
      caller,
    )
    const arrived = decode(encode(gone), resolve) as typeof gone
    await expect(arrived.ask.one(1)).rejects.toMatchObject({
      code: 'down',
      details: { reason: { type: 'no-actor' } },
    })
  })

  it('of a kind that is none cannot be decoded', () => {
    const operations = { one: '__proto__' }
    const encoded = pack(new Tagged('ref', { address: 'x', path: 'x', name: 'x', operations }))
    expect(() => decode(encoded, resolve)).toThrow('cannot be decoded')
  })
})
