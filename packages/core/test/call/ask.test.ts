import { describe, expect, it } from 'vitest'
import { createRef } from '../../src/actor/create-ref.ts'
import type { Destination, Sink } from '../../src/wire/destination.ts'
import type { ActorError } from '../../src/errors.ts'
import { ask, protocol } from '../../src/protocol/protocol.ts'
import { fake } from '../../src/testing/fake.ts'
import { SimulatedClock } from '../../src/testing/simulated-clock.ts'
import { encode, encodedAs } from '../../src/wire/codec.ts'
import { rejection } from '../support/rejection.ts'
import { settled } from '../support/sink.ts'
import { noRefs } from '../wire/values.ts'

const Worker = protocol('worker', { work: ask<unknown, unknown>() })

/** A ref whose messages come to a standstill; what becomes of them is the test's. */
function held(deadline = 30_000) {
  const clock = new SimulatedClock()
  const sinks: Sink[] = []
  const cancelled: ActorError[] = []
  const destination: Destination = {
    submit(_, sink) {
      sinks.push(sink)
      return {
        accepted: true,
        cancel: (reason) => void cancelled.push(reason),
        credit() {},
        input() {},
        endInput() {},
      }
    },
  }
  const ref = createRef({ protocol: Worker, address: 'a', path: 'app/worker' }, destination, {
    clock,
    deadline,
    refs: noRefs,
  })
  return { clock, sinks, cancelled, work: ref.ask.work }
}

/** A signal that counts its listeners. */
function counted() {
  const controller = new AbortController()
  let listeners = 0
  const signal: AbortSignal = {
    ...controller.signal,
    get aborted() {
      return controller.signal.aborted
    },
    get reason(): unknown {
      return controller.signal.reason
    },
    addEventListener(type: string, listener: () => void) {
      listeners++
      controller.signal.addEventListener(type, listener)
    },
    removeEventListener(type: string, listener: () => void) {
      listeners--
      controller.signal.removeEventListener(type, listener)
    },
  } as never
  return { controller, signal, listeners: () => listeners }
}

describe('ask', () => {
  it('resolves with the answer; what comes after it counts nothing', async () => {
    const { sinks, work } = held()
    const answer = work(1)
    sinks[0]!.reply(encode({ fine: true }))
    sinks[0]!.reply(encode('again'))
    sinks[0]!.fail(new Error('again') as never)
    expect(await answer).toEqual({ fine: true })
  })

  it('S223 fails at its deadline, names it, and cancels', async () => {
    const { clock, cancelled, work } = held()
    const failure = rejection(work(1, { deadline: 50 }))
    clock.advance(49)
    expect(cancelled).toEqual([])
    clock.advance(1)
    expect(await failure).toMatchObject({
      code: 'timeout',
      details: { target: 'app/worker', operation: 'work', milliseconds: 50 },
    })
    expect(cancelled[0]).toBe(await failure)
  })

  it('has the deadline of the system when it has none of its own, and none with Infinity', async () => {
    const { clock, work } = held(1_000)
    let settledUnlimited = false
    const failure = rejection(work(1))
    void work(2, { deadline: Infinity }).finally(() => (settledUnlimited = true))
    clock.advance(1_000)
    expect(await failure).toMatchObject({ code: 'timeout', details: { milliseconds: 1_000 } })
    clock.advance(1e9)
    await settled()
    expect(settledUnlimited).toBe(false)
  })

  it('still has its deadline when it was accepted', async () => {
    const { clock, sinks, work } = held()
    const failure = rejection(work(1, { deadline: 50 }))
    sinks[0]!.accepted?.()
    clock.advance(50)
    expect(await failure).toMatchObject({ code: 'timeout' })
  })

  it('S226 a late answer counts nothing', async () => {
    const { clock, sinks, work } = held()
    const failure = rejection(work(1, { deadline: 1 }))
    clock.advance(1)
    sinks[0]!.reply(encode('late'))
    expect(await failure).toMatchObject({ code: 'timeout' })
  })

  it('S235 leaves no timer and no listener behind, however it ends', async () => {
    const { clock, sinks, work } = held()
    const { controller, signal, listeners } = counted()
    const answers = Array.from({ length: 100 }, (_, n) => work(n, { signal, deadline: 60_000 }))
    expect([clock.pending, listeners()]).toEqual([1, 1])
    sinks.forEach((sink, n) =>
      n % 2 === 0 ? sink.reply(encode(n)) : sink.fail(new Error('no') as never),
    )
    await Promise.allSettled(answers)
    expect([clock.pending, listeners()]).toEqual([0, 0])
    const failure = rejection(work(1, { signal }))
    controller.abort('enough')
    expect(await failure).toMatchObject({
      code: 'cancelled',
      cause: 'enough',
      details: { operation: 'work' },
    })
    expect([clock.pending, listeners()]).toEqual([0, 0])
  })

  it('leaves none behind when it is refused at once', async () => {
    const clock = new SimulatedClock()
    const refusing: Destination = {
      submit(_, sink) {
        sink.fail(new Error('no room') as never)
        return { accepted: false, cancel() {}, credit() {}, input() {}, endInput() {} }
      },
    }
    const ref = createRef({ protocol: Worker, address: 'a', path: 'p' }, refusing, {
      clock,
      deadline: 5,
      refs: noRefs,
    })
    const { signal, listeners } = counted()
    await rejection(ref.ask.work(1, { signal }))
    expect([clock.pending, listeners()]).toEqual([0, 0])
  })

  it('does not send when the signal is aborted already', async () => {
    const { sinks, work } = held()
    expect(await rejection(work(1, { signal: AbortSignal.abort('before') }))).toMatchObject({
      code: 'cancelled',
      cause: 'before',
    })
    expect(sinks).toEqual([])
  })

  it.each<[string, unknown]>([
    ['a function', () => 1],
    ['a symbol', Symbol('s')],
    ['a cycle', Object.assign(new Error('e'), { self: {} })],
    [
      'a hostile error',
      Object.defineProperty(new Error('e'), 'message', {
        get() {
          throw new Error('no')
        },
      }),
    ],
  ])('can be given up with %s as the reason, in an isolate too', async (_, why) => {
    const worker = fake(Worker, {
      work: (_input, { signal }) =>
        new Promise((resolve) => signal.addEventListener('abort', () => resolve('gave up'))),
    })
    const controller = new AbortController()
    const failure = rejection(worker.ask.work(1, { signal: controller.signal }))
    controller.abort(why)
    const error = await failure
    expect(error).toMatchObject({ code: 'cancelled' })
    expect(error.cause).toBe(why)
    expect(() => encode(error)).not.toThrow()
  })

  it('settles at its deadline although the handler does not care', async () => {
    const clock = new SimulatedClock()
    const worker = fake(Worker, { work: () => new Promise(() => {}) }, { clock })
    const failure = rejection(worker.ask.work(1, { deadline: 10 }))
    clock.advance(10)
    expect(await failure).toMatchObject({ code: 'timeout' })
  })

  it('fails for what cannot cross, with the name of the operation, and sends nothing', async () => {
    const { sinks, work } = held()
    expect(await rejection(work({ done: () => 1 }))).toMatchObject({
      code: 'not-serializable',
      message: expect.stringMatching(/^app\/worker\.work: message\.done is a function/) as string,
      details: { path: 'message.done' },
    })
    expect(sinks).toEqual([])
  })

  it.each([
    ['a deadline that never passes', { deadline: NaN }, 'deadline is NaN; pass milliseconds from'],
    ['a deadline before now', { deadline: -1 }, 'deadline is -1; pass'],
    ['a deadline in words', { deadline: '5' as never }, 'deadline is "5"; pass'],
    ['a signal that is none', { signal: {} as never }, 'signal is an object; pass an AbortSignal'],
    ['no signal', { signal: null as never }, 'signal is null; pass an AbortSignal'],
  ])('refuses %s, and sends nothing', async (_, options, words) => {
    const { sinks, work } = held()
    expect(await rejection(work(1, options))).toMatchObject({
      code: 'invalid-argument',
      message: expect.stringContaining(`app/worker.work: ${words}`) as string,
    })
    expect(sinks).toEqual([])
  })

  it('fails with `undecodable` for an answer that is damaged', async () => {
    const { sinks, work } = held()
    const answer = rejection(work(1))
    sinks[0]!.reply(encodedAs(new Uint8Array([0x92, 1])))
    expect(await answer).toMatchObject({ code: 'undecodable' })
  })
})
