import { describe, expect, it } from 'vitest'
import { type Caller, encodeFor, requestOf, type Target } from '../../src/call/caller.ts'
import type { OperationKind } from '../../src/protocol/protocol.ts'
import { SimulatedClock } from '../../src/testing/simulated-clock.ts'
import type { Chain } from '../../src/wire/chain.ts'
import { encode } from '../../src/wire/codec.ts'
import type { Destination } from '../../src/wire/destination.ts'
import { noRefs } from '../wire/values.ts'

const [handled, handedOn] = [
  [['life', 'app/a', 1]],
  [['life', 'app/b', 2]],
] as unknown as readonly [Chain, Chain]

const target = (kind: OperationKind, chain?: Caller['chain']): Target => ({
  caller: { clock: new SimulatedClock(), refs: noRefs, deadline: 1_000, ...(chain && { chain }) },
  destination: {} as Destination,
  path: 'app/worker',
  kind,
  operation: 'work',
})

describe('requestOf()', () => {
  const payload = encode('payload')

  it('is a first delivery of what was given', () => {
    expect(requestOf(target('stream'), payload, 32, true)).toEqual({
      ...{ kind: 'stream', operation: 'work', payload, credit: 32, patient: true },
      ...{ redelivered: 0, chain: undefined, call: undefined },
    })
  })

  it('says who waits: as it was handed on, else whom the caller handles now, and nobody for a tell', () => {
    const chainOf = (kind: OperationKind, chain?: Chain): Chain | undefined =>
      requestOf(
        target(kind, () => handled),
        payload,
        0,
        false,
        chain,
      ).chain
    expect(chainOf('ask')).toBe(handled)
    expect(chainOf('ask', handedOn)).toBe(handedOn)
    expect(chainOf('duplex')).toBe(handled)
    expect([chainOf('tell'), chainOf('tell', handedOn)]).toEqual([undefined, undefined])
  })
})

describe('encodeFor()', () => {
  it('says which message cannot be read, and brings what it threw', () => {
    const message = {
      get page(): never {
        throw new RangeError('no such page')
      },
    }
    const { path, operation } = target('ask')
    expect(() => encodeFor(target('ask'), message)).toThrow(
      expect.objectContaining({
        code: 'not-serializable',
        message: `${path}.${operation}: message cannot be read: no such page; send plain data`,
        cause: new RangeError('no such page'),
      }),
    )
  })

  it('lets through that something cannot be moved', () => {
    expect(() => encodeFor(target('ask'), 1, { transfer: 5 as never })).toThrow(
      expect.objectContaining({ code: 'invalid-argument' }),
    )
  })

  it('moves nothing away where the options are refused', () => {
    const bytes = new Uint8Array(10)
    expect(() =>
      encodeFor(target('ask'), bytes, { deadline: -1, transfer: [bytes.buffer] }),
    ).toThrow(expect.objectContaining({ code: 'invalid-argument' }))
    expect(bytes.byteLength).toBe(10)
  })
})
