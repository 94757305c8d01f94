import { describe, expect, it } from 'vitest'
import { createRef } from '../../src/actor/create-ref.ts'
import { Turn, Turns } from '../../src/actor/turns.ts'
import { streamWindow } from '../../src/call/credit.ts'
import { InputItems } from '../../src/call/input.ts'
import type { ActorError } from '../../src/errors.ts'
import { ask, protocol, stream, tell } from '../../src/protocol/protocol.ts'
import { SimulatedClock } from '../../src/testing/simulated-clock.ts'
import type { Destination, Sink } from '../../src/wire/destination.ts'
import { rejection } from '../support/rejection.ts'
import { settled } from '../support/sink.ts'
import { encodedAs } from '../../src/wire/codec.ts'
import { noRefs } from '../wire/values.ts'

const Worker = protocol('worker', {
  work: ask<unknown, unknown>(),
  note: tell<unknown>(),
  count: stream<unknown, unknown>(),
})

/** A ref whose messages come to a standstill. */
function held() {
  const clock = new SimulatedClock()
  const sinks: Sink[] = []
  const cancelled: ActorError[] = []
  const destination: Destination = {
    submit(_, sink) {
      sinks.push(sink)
      const cancel = (reason: ActorError): void => void cancelled.push(reason)
      return { accepted: true, cancel, credit() {}, input() {}, endInput() {} }
    },
  }
  const base = { clock, deadline: 30_000, refs: noRefs }
  const ref = createRef({ protocol: Worker, address: 'a', path: 'app/worker' }, destination, base)
  return { clock, sinks, cancelled, ref }
}

describe('the errors of a call', () => {
  it('a deadline says of whom, how long, and what to do', async () => {
    const { clock, ref } = held()
    const failure = rejection(ref.ask.work(1, { deadline: 50 }))
    clock.advance(50)
    expect((await failure).message).toBe(
      'app/worker.work gave no answer within 50 ms; allow more with { deadline }, or look at what keeps the actor busy',
    )
  })

  it('a signal says whose call it ended', async () => {
    const { ref } = held()
    const failure = await rejection(ref.ask.work(1, { signal: AbortSignal.abort() }))
    expect(failure.message).toBe('app/worker.work was cancelled by its caller')
    expect(failure.details).toEqual({ target: 'app/worker', operation: 'work' })
  })

  it('a reader that leaves says so to the actor', async () => {
    const { ref, cancelled } = held()
    await ref.stream.count(1).return?.()
    expect(cancelled[0]).toMatchObject({
      code: 'cancelled',
      cause: 'the reader left',
      details: { target: 'app/worker', operation: 'count' },
    })
  })

  it('an answer that cannot be decoded fails the ask', async () => {
    const { ref, sinks } = held()
    const failure = rejection(ref.ask.work(1))
    sinks[0]!.reply(encodedAs(new Uint8Array([0x92, 1])))
    expect(await failure).toMatchObject({ code: 'undecodable' })
  })

  it('what cannot cross is named with its operation and its path', async () => {
    const { ref } = held()
    const failure = await rejection(ref.ask.work({ a: Symbol('s') }))
    expect(failure.message).toMatch(/^app\/worker\.work: /)
    expect(failure).toMatchObject({ code: 'not-serializable', details: { path: 'message.a' } })
  })
})

describe('InputItems', () => {
  function input() {
    const turn = new Turn(new Turns(1))
    const grants: number[] = []
    return { turn, grants, items: new InputItems(turn, (more) => grants.push(more)) }
  }
  const over = { done: true, value: undefined }

  it('InputItems grants a window when it opens and half of it when that is read', async () => {
    const { items, grants } = input()
    items.open()
    for (let n = 0; n < streamWindow; n++) items.push(n, 1)
    for (let n = 0; n < streamWindow / 2 - 1; n++) await items.next()
    expect(grants).toEqual([streamWindow])
    await items.next()
    expect(grants).toEqual([streamWindow, streamWindow / 2])
  })

  it('InputItems grants as much again when its reader waits and half of it came without a wait', async () => {
    const { items, grants } = input()
    items.open()
    for (let n = 0; n < streamWindow; n++) items.push(n, 1)
    for (let n = 0; n < streamWindow; n++) await items.next()
    const half = streamWindow / 2
    expect(grants).toEqual([streamWindow, half, half])
    void items.next()
    await settled()
    expect(grants).toEqual([streamWindow, half, half, streamWindow])
  })

  it('InputItems gives what came before its end, then the end, and takes nothing after it', async () => {
    const { items } = input()
    items.push('a', 1)
    items.end()
    items.push('b', 1)
    expect(await items.next()).toEqual({ done: false, value: 'a' })
    expect(await items.next()).toEqual(over)
    expect(await items.next()).toEqual(over)
  })

  it('InputItems throws its first end, behind the items', async () => {
    const { items } = input()
    items.push('a', 1)
    items.end({ error: new RangeError('first') })
    items.end()
    expect(await items.next()).toEqual({ done: false, value: 'a' })
    expect(await rejection(items.next())).toMatchObject({ message: 'first' })
  })

  it('InputItems wakes a read that waits, by an item and by the end', async () => {
    const { items } = input()
    const reads = [items.next(), items.next()]
    await settled()
    items.push(1, 1)
    expect(await reads[0]).toEqual({ done: false, value: 1 })
    items.end()
    expect(await reads[1]).toEqual(over)
  })

  it('InputItems serves the reads after one that failed', async () => {
    const { items } = input()
    items.push(Promise.reject(new Error('a check said no')), 1)
    items.push(2, 1)
    const reads = [items.next(), items.next()]
    expect(await rejection(reads[0]!)).toMatchObject({ message: 'a check said no' })
    expect(await reads[1]).toEqual({ done: false, value: 2 })
  })

  it('InputItems.return() drops what is there and ends', async () => {
    const { items } = input()
    items.push(1, 1)
    expect(await items.return()).toEqual(over)
    expect(await items.next()).toEqual(over)
  })

  it('InputItems gives its turn away while it waits, and only then', async () => {
    const turns = new Turns(1)
    const turn = new Turn(turns)
    await turn.take()
    const items = new InputItems(turn, () => {})
    const order: string[] = []
    turns.take(() => {
      order.push('another message')
      turns.give()
    })
    items.push(1, 1)
    await items.next()
    expect(order).toEqual([])
    const read = items.next()
    await settled()
    expect(order).toEqual(['another message'])
    items.push(2, 1)
    expect(await read).toEqual({ done: false, value: 2 })
    items.end()
    turns.take(() => order.push('at the end'))
    await items.next()
    expect(order).toEqual(['another message'])
  })

  it('InputItems can be looped over', async () => {
    const { items } = input()
    items.push(1, 1)
    items.push(2, 1)
    items.end()
    const all: unknown[] = []
    for await (const item of items) all.push(item)
    expect(all).toEqual([1, 2])
  })
})
