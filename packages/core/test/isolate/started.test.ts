import { describe, expect, it } from 'vitest'
import { actor } from '../../src/actor/actor.ts'
import { host } from '../../src/isolate/host.ts'
import { shared, sharedWords } from '../../src/isolate/shared.ts'
import { ask, protocol, stream } from '../../src/protocol/protocol.ts'
import { encode } from '../../src/wire/codec.ts'
import { code } from '../../src/wire/frame.ts'
import { Link } from '../../src/wire/link.ts'
import { recordingSink, request, settled } from '../support/sink.ts'
import { noRefs } from '../wire/values.ts'

const Mixed = protocol('mixed', { say: ask<string, string>(), count: stream<number, number>() })

describe('the count of what has begun', () => {
  it('never goes back when a stream and an ask begin at the same time', async () => {
    const words = new Int32Array(new SharedArrayBuffer(4 * sharedWords))
    const seen: number[] = []
    const mixed = actor(
      Mixed,
      () => ({
        say: (text) => {
          seen.push(Atomics.load(words, shared.started))
          return text
        },
        *count(to) {
          seen.push(Atomics.load(words, shared.started))
          yield to
        },
      }),
      { concurrency: 2 },
    )
    const near = new Link({
      send: (packet) => hosted.receive(packet),
      callee: () => ({ submit: () => expect.unreachable() }),
      control() {},
      refs: noRefs,
    })
    const farSide = {
      send: (packet: Parameters<typeof near.receive>[0]) => near.receive(packet),
      close() {},
      shared: words,
    }
    const hosted = host(farSide, () => Promise.resolve(mixed))
    const { fingerprint } = Mixed
    const names = { path: 'a', address: 'a', incarnation: 'a.1' }
    const options = encode(undefined)
    near.post([code.hello, { version: 1, fingerprint, ...names, allowNative: true }], options)
    await settled()
    near.call('', request('count', 1, { kind: 'stream', credit: 10 }), recordingSink())
    near.call('', request('say', 'hi'), recordingSink())
    await settled()
    expect(seen).toEqual([2, 2])
    expect(Atomics.load(words, shared.started)).toBe(2)
  })
})
