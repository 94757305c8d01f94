import { describe, expect, it, onTestFinished } from 'vitest'
import {
  actor,
  type ActorOptions,
  ask,
  child,
  type ChildOptions,
  duplex,
  type InspectionEvent,
  memory,
  protocol,
  stream,
  supervise,
} from '../../src/index.ts'
import { faulty, SimulatedClock } from '../../src/testing/index.ts'
import { rejection } from '../support/rejection.ts'

const Worker = protocol('worker', {
  hang: ask(),
  native: ask<void, string>(),
  idleNative: ask<void, string>(),
  count: stream<void, number>(),
  hangAfter: stream<number, number>(),
  double: duplex<number, number>(),
  long: ask<void, string>(),
})

/** The next step of work that a test decides on. */
function gate() {
  let open = (): void => {}
  const opened = new Promise<void>((resolve) => (open = resolve))
  return { open, opened }
}

async function stage(options: ChildOptions<typeof Worker>, own: ActorOptions = {}) {
  const clock = new SimulatedClock()
  const events: InspectionEvent[] = []
  const [inNative, beats] = [gate(), [] as (() => void)[]]
  const worker = actor(
    Worker,
    ({ native }) => ({
      hang: () => new Promise<void>(() => {}),
      native: (_, call) => call.native(() => inNative.opened.then(() => 'out')),
      idleNative: () => native(() => inNative.opened.then(() => 'out')),
      *count() {
        for (let n = 0; ; n++) yield n
      },
      async *hangAfter(count) {
        for (let n = 0; n < count; n++) yield n
        await new Promise(() => {})
      },
      async *double(items) {
        for await (const item of items) yield item * 2
      },
      long: async (_, call) => {
        for (let step = 0; step < 3; step++) {
          await new Promise<void>((resolve) => beats.push(resolve))
          call.heartbeat()
        }
        return 'done'
      },
    }),
    own,
  )
  const isolate = faulty(memory(worker), { clock })
  const app = await supervise({
    children: { worker: child(Worker, isolate, options) },
    clock,
    deadline: Infinity,
    log: false,
    inspect: (event) => events.push(event),
  })
  onTestFinished(() => void app.stop())
  /** Lets messages cross, then so much time pass. */
  const pass = async (milliseconds: number): Promise<void> => {
    await new Promise((resolve) => setImmediate(resolve))
    clock.advance(milliseconds)
    await new Promise((resolve) => setImmediate(resolve))
  }
  const stalls = () =>
    events.flatMap((event) => (event.type === 'child-exited' ? [event.reason] : []))
  return { worker: app.children.worker, faults: isolate.faults, pass, stalls, inNative, beats }
}

const stalled = { code: 'down', details: { reason: { type: 'stalled', milliseconds: 1_000 } } }

describe('stallTimeout', () => {
  it('finds a handler that hangs, without a deadline of its caller', async () => {
    const { worker, pass, stalls } = await stage({ stallTimeout: 1_000 })
    const hung = rejection(worker.ask.hang())
    await pass(1_000)
    expect(await hung).toMatchObject(stalled)
    expect(stalls()).toEqual([{ type: 'stalled', milliseconds: 1_000 }])
  })

  it.each([false, true])('lets a stream wait for its reader (exclusive: %s)', async (exclusive) => {
    const { worker, pass, stalls } = await stage({ stallTimeout: 1_000 }, { exclusive })
    const items = worker.stream.count()
    expect(await items.next()).toEqual({ done: false, value: 0 })
    await pass(0)
    await pass(60_000)
    for (let n = 1; n < 100; n++) expect(await items.next()).toEqual({ done: false, value: n })
    await pass(60_000)
    expect(stalls()).toEqual([])
    await items.return!()
  })

  it('lets a duplex wait for its input', async () => {
    const { worker, pass, stalls } = await stage({ stallTimeout: 1_000 })
    const more = gate()
    const source = async function* () {
      yield 1
      await more.opened
      yield 2
    }
    const items = worker.duplex.double(source())
    expect((await items.next()).value).toBe(2)
    await pass(60_000)
    more.open()
    expect((await items.next()).value).toBe(4)
    expect(stalls()).toEqual([])
  })

  it('finds a handler that hangs beside a stream that waits, and a stream that hangs itself', async () => {
    const first = await stage({ stallTimeout: 1_000 })
    const items = first.worker.stream.count()
    await items.next()
    await first.pass(60_000)
    const hung = rejection(first.worker.ask.hang())
    await first.pass(1_000)
    expect(await hung).toMatchObject(stalled)
    const second = await stage({ stallTimeout: 1_000 })
    const hanging = second.worker.stream.hangAfter(1)
    await hanging.next()
    const next = rejection(hanging.next())
    await second.pass(1_000)
    expect(await next).toMatchObject(stalled)
  })

  it('finds a hang of all of it while its only stream waits for a reader', async () => {
    const { worker, faults, pass, stalls, inNative } = await stage({ stallTimeout: 1_000 })
    inNative.open()
    const items = worker.stream.count()
    await items.next()
    await pass(60_000)
    faults.hang()
    const answer = worker.ask.native()
    await pass(1_000)
    expect(stalls()).toEqual([{ type: 'stalled', milliseconds: 1_000 }])
    await pass(1_000)
    expect(await answer).toBe('out')
  })

  it('lets a stream wait on where something else is said to it', async () => {
    const { worker, pass, stalls, beats } = await stage({ stallTimeout: 1_000 })
    const items = worker.stream.count()
    await items.next()
    await pass(60_000)
    const answer = worker.ask.long()
    for (let step = 0; step < 3; step++) {
      await pass(900)
      beats[step]!()
    }
    expect(await answer).toBe('done')
    await pass(60_000)
    expect(stalls()).toEqual([])
    await items.return!()
  })

  it.each(['native', 'idleNative'] as const)('lets native code take its time: %s', async (way) => {
    const { worker, pass, stalls, inNative } = await stage({ stallTimeout: 1_000 })
    const answer = worker.ask[way]()
    await pass(60_000)
    inNative.open()
    expect(await answer).toBe('out')
    expect(stalls()).toEqual([])
  })

  it('ends native code past its own limit', async () => {
    const { worker, pass } = await stage({ nativeTimeout: 5_000 })
    const answer = rejection(worker.ask.native())
    await pass(4_999)
    await pass(1)
    expect(await answer).toMatchObject({
      code: 'down',
      details: { reason: { type: 'stalled', milliseconds: 5_000 } },
    })
  })

  it('S240 lets long work go on that says so', async () => {
    const { worker, pass, stalls, beats } = await stage({ stallTimeout: 1_000 })
    const answer = worker.ask.long()
    for (let step = 0; step < 3; step++) {
      await pass(900)
      beats[step]!()
    }
    await pass(900)
    expect(await answer).toBe('done')
    expect(stalls()).toEqual([])
  })
})
