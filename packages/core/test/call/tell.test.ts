import { describe, expect, it } from 'vitest'
import { createRef } from '../../src/actor/create-ref.ts'
import { NearSide } from '../../src/actor/near-side.ts'
import type { MailboxOptions } from '../../src/actor/mailbox.ts'
import { protocol, tell } from '../../src/protocol/protocol.ts'
import { SimulatedClock } from '../../src/testing/simulated-clock.ts'
import { encode } from '../../src/wire/codec.ts'
import type { Request, Sink } from '../../src/wire/destination.ts'
import type { Link } from '../../src/wire/link.ts'
import { rejection } from '../support/rejection.ts'
import { settled } from '../support/sink.ts'
import { noRefs } from '../wire/values.ts'

const Log = protocol('log', { note: tell<unknown>() })

/** A ref with a real mailbox in front of a far side that only listens. */
function stage(mailbox: MailboxOptions) {
  const clock = new SimulatedClock()
  const ended: string[] = []
  const near = new NearSide({
    path: 'app/log',
    clock,
    mailbox,
    ended: (_, { outcome }) => void ended.push(outcome),
  })
  const ref = createRef({ protocol: Log, address: 'a', path: 'app/log' }, near, {
    clock,
    deadline: 1_000,
    refs: noRefs,
  })
  const arrived: Sink[] = []
  const link = {
    call(_target: string, _request: Request, sink: Sink) {
      arrived.push(sink)
      return {
        id: arrived.length,
        accepted: true,
        cancel() {},
        credit() {},
        input() {},
        endInput() {},
      }
    },
  } as unknown as Link
  const connect = (): void =>
    near.connect({
      link,
      terms: { delivery: 'at-most-once', maxDeliveries: 3, window: 1 },
      hasStarted: () => false,
    })
  return { clock, near, note: ref.tell.note, ended, arrived, connect }
}

describe('tell', () => {
  it('returns whether the mailbox took it; what it refuses is a dead letter', () => {
    const { note, ended } = stage({ capacity: 2 })
    expect([note(1), note(2), note(3)]).toEqual([true, true, false])
    expect(ended).toEqual(['dead-lettered'])
  })

  it('drop-oldest takes it, and the oldest is a dead letter', () => {
    const { note, ended } = stage({ capacity: 1, overflow: 'drop-oldest' })
    expect([note(1), note(2)]).toEqual([true, true])
    expect(ended).toEqual(['dead-lettered'])
  })

  it('throws for what cannot cross', () => {
    expect(() => stage({}).note(() => 1)).toThrow('app/log.note: message is a function')
  })
})

describe('tell.accepted()', () => {
  it.each(['reject', 'wait', 'drop-newest'] as const)(
    'waits for room, in order, also where the policy is %s',
    async (overflow) => {
      const { note, arrived, connect } = stage({ capacity: 1, overflow })
      const order: number[] = []
      const all = [0, 1, 2].map((n) => note.accepted(n).then(() => order.push(n)))
      await settled()
      expect(order).toEqual([0])
      connect()
      await settled()
      expect(order).toEqual([0, 1])
      arrived[0]!.reply(encode(undefined))
      await Promise.all(all)
      expect(order).toEqual([0, 1, 2])
    },
  )

  it('fails at its deadline, and when its signal is aborted, and then is not sent', async () => {
    const { clock, note, arrived, connect } = stage({ capacity: 1 })
    note(0)
    const controller = new AbortController()
    const late = rejection(note.accepted(1, { deadline: 10 }))
    const cancelled = rejection(note.accepted(2, { signal: controller.signal }))
    clock.advance(10)
    controller.abort('enough')
    expect(await late).toMatchObject({ code: 'timeout' })
    expect(await cancelled).toMatchObject({ code: 'cancelled', cause: 'enough' })
    connect()
    arrived[0]!.reply(encode(undefined))
    expect(arrived.length).toBe(1)
  })

  it('once it is accepted, neither deadline nor signal takes it back', async () => {
    const { clock, near, note, ended, arrived, connect } = stage({ capacity: 5 })
    const controller = new AbortController()
    await note.accepted(1, { signal: controller.signal, deadline: 10 })
    expect(clock.pending).toBe(0)
    clock.advance(100_000)
    controller.abort()
    expect([ended, near.depth]).toEqual([[], 1])
    connect()
    arrived[0]!.reply(encode(undefined))
    expect(ended).toEqual(['handled'])
  })

  it('fails with `down` when the actor is gone for good before there is room', async () => {
    const { near, note } = stage({ capacity: 1 })
    note(0)
    const failure = rejection(note.accepted(1))
    near.close({ type: 'gave-up', child: 'log', reason: { type: 'vanished' } })
    expect(await failure).toMatchObject({ code: 'down' })
    expect(await rejection(note.accepted(2))).toMatchObject({ code: 'down' })
  })

  it('does not send when the signal is aborted already', async () => {
    const { near, note } = stage({})
    expect(await rejection(note.accepted(1, { signal: AbortSignal.abort() }))).toMatchObject({
      code: 'cancelled',
    })
    expect(near.depth).toBe(0)
  })
})
