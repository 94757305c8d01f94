import { describe, expect, it, vi } from 'vitest'
import { actor } from '../../src/actor/actor.ts'
import type { InspectionEvent } from '../../src/inspect.ts'
import { memory } from '../../src/isolate/memory.ts'
import { ask, protocol, tell } from '../../src/protocol/protocol.ts'
import { child, type ChildOptions } from '../../src/supervise/child.ts'
import { supervise } from '../../src/supervise/supervise.ts'
import { faulty, type FaultyOptions } from '../../src/testing/faulty.ts'
import { type Fault, faultKinds, type Injected } from '../../src/testing/faults/fault.ts'
import { SimulatedClock } from '../../src/testing/simulated-clock.ts'
import { rejection } from '../support/rejection.ts'

const Recorder = protocol('recorder', {
  double: ask<number, number>(),
  slowly: ask<number, number>(),
  note: tell<number>(),
})

/** Of the actors here, some never start. */
const nothing = () => undefined as never

/** A tree of one recorder in a faulty isolate, and every message that a handler began with. */
async function stage(options: FaultyOptions = {}, own: ChildOptions<typeof Recorder> = {}) {
  const clock = new SimulatedClock()
  const begun: number[] = []
  const events: InspectionEvent[] = []
  const injected: Injected[] = []
  const recorder = actor(Recorder, () => ({
    double: (id) => {
      begun.push(id)
      return id * 2
    },
    slowly: (id) => {
      begun.push(id)
      return new Promise((resolve) => clock.after(50, () => resolve(id * 2)))
    },
    note: (id) => void begun.push(id),
  }))
  const onFault = (one: Injected): void => void injected.push(one)
  const isolate = faulty(memory(recorder), { clock, onFault, ...options })
  const app = await supervise({
    restarts: { max: 'infinity', within: 1 },
    children: {
      recorder: child(Recorder, isolate, {
        backoff: { min: 1, max: 10 },
        stallTimeout: 1_000,
        ...own,
      }),
    },
    clock,
    deadline: 60_000,
    log: false,
    inspect: (event) => void events.push(event),
  })
  return { app, clock, begun, events, injected, isolate, recorder: app.children.recorder }
}

/** Lets time pass until a promise has settled. */
async function settle<T>(clock: SimulatedClock, promise: Promise<T>): Promise<T> {
  let over = false
  const watched = promise.finally(() => (over = true))
  watched.catch(() => {})
  for (let round = 0; !over && round < 20_000; round++) {
    for (let turn = 0; turn < 50; turn++) await Promise.resolve()
    clock.advance(10)
  }
  if (!over) throw new Error('it never settled')
  return watched
}

type Stage = Awaited<ReturnType<typeof stage>>

/** Asks and tells many things, a few at a time, and waits until each has ended. */
async function traffic({ recorder, clock }: Stage, count = 60): Promise<unknown[]> {
  const asks: Promise<unknown>[] = []
  for (let id = 0; id < count; id++) {
    asks.push(recorder.ask.double(id).catch((error: unknown) => error))
    recorder.tell.note(count + id)
    if (id % 3 === 0) await settle(clock, Promise.resolve())
  }
  return settle(clock, Promise.all(asks))
}

const exits = ({ events }: Stage): string[] =>
  events.flatMap((event) => (event.type === 'child-exited' ? [event.reason.type] : []))

const seeds = Array.from({ length: 20 }, (_, at) => at + 1)
const cases = faultKinds.flatMap((fault) =>
  (['at-most-once', 'at-least-once'] as const).map((delivery) => ({ fault, delivery })),
)

describe('faulty', () => {
  it.each(cases)(
    'ends every message in one way and keeps answers right under $fault, $delivery',
    async ({ fault, delivery }) => {
      let injected = 0
      for (const seed of seeds) {
        const it = await stage({ seed, [fault]: 0.04 }, { delivery })
        const answers = await traffic(it)
        for (const [id, answer] of answers.entries()) {
          if (answer instanceof Error)
            expect(answer).toMatchObject({
              code: expect.stringMatching(/^(down|poison)$/) as string,
            })
          else expect(answer).toBe(id * 2)
        }
        await settle(it.clock, it.app.stop())
        const messages = it.events.filter(({ type }) => type === 'message')
        expect(messages).toHaveLength(120)
        if (delivery === 'at-most-once') expect(new Set(it.begun).size).toBe(it.begun.length)
        expect(it.clock.pending).toBe(0)
        injected += it.isolate.faults.counts[fault]
      }
      expect(injected).toBeGreaterThan(5)
    },
  )

  it('keeps at-most-once also where all faults come together', async () => {
    const chances = Object.fromEntries(faultKinds.map((fault) => [fault, 0.02]))
    for (const seed of seeds) {
      const it = await stage({ seed, ...chances })
      await traffic(it)
      await settle(it.clock, it.app.stop())
      expect(new Set(it.begun).size).toBe(it.begun.length)
      expect(it.events.filter(({ type }) => type === 'message')).toHaveLength(120)
    }
  })

  it('repeats itself with the same seed', async () => {
    const run = async (seed: number) => {
      const it = await stage({ seed, drop: 0.1, delay: 0.1, crash: 0.02 })
      await traffic(it)
      await settle(it.clock, it.app.stop())
      return { injected: it.injected, begun: it.begun, exits: exits(it) }
    }
    expect(await run(3)).toEqual(await run(3))
    expect((await run(3)).injected).not.toEqual((await run(4)).injected)
    // However long handlers take: here each look at the time shows a millisecond more.
    const quick = await run(3)
    let now = performance.now()
    const looks = vi.spyOn(performance, 'now').mockImplementation(() => ++now)
    const slow = await run(3).finally(() => looks.mockRestore())
    expect(slow).toEqual(quick)
  })

  it.each<{ fault: Fault; reason: string }>([
    { fault: 'crash', reason: 'vanished' },
    { fault: 'hang', reason: 'stalled' },
    { fault: 'drop', reason: 'error' },
    { fault: 'duplicate', reason: 'error' },
    { fault: 'reorder', reason: 'error' },
    { fault: 'corrupt', reason: 'error' },
  ])(
    'on the command $fault the incarnation ends with $reason, the next one answers',
    async (one) => {
      const it = await stage()
      it.isolate.faults[one.fault]()
      const asked: Promise<unknown>[] = []
      for (let id = 1; id < 6; id++) {
        asked.push(it.recorder.ask.double(id))
        for (let turn = 0; turn < 50; turn++) await Promise.resolve()
      }
      await settle(it.clock, Promise.allSettled(asked))
      expect(exits(it)).toEqual([one.reason])
      expect(it.isolate.faults.counts[one.fault]).toBe(1)
      expect(await settle(it.clock, it.recorder.ask.double(9))).toBe(18)
      await settle(it.clock, it.app.stop())
    },
  )

  it('takes from a killed isolate what it had not begun, and gives it to the next', async () => {
    const it = await stage()
    const asked = Promise.allSettled([1, 2, 3].map((id) => it.recorder.ask.slowly(id)))
    await settle(it.clock, Promise.resolve())
    it.isolate.faults.crash()
    const [first, ...others] = await settle(it.clock, asked)
    expect(first).toMatchObject({
      reason: { code: 'down', details: { reason: { type: 'vanished' } } },
    })
    expect(others).toMatchObject([{ value: 4 }, { value: 6 }])
    expect(it.begun).toEqual([1, 2, 3])
    await settle(it.clock, it.app.stop())
  })

  it('freezes what is in work where it hangs: its answer never comes', async () => {
    const it = await stage()
    const asked = it.recorder.ask.slowly(1).catch((error: unknown) => error)
    await settle(it.clock, Promise.resolve())
    it.isolate.faults.hang()
    expect(await settle(it.clock, asked)).toMatchObject({
      code: 'down',
      details: { reason: { type: 'stalled' } },
    })
    expect(it.begun).toEqual([1])
    await settle(it.clock, it.app.stop())
  })

  it.each(['slow', 'delay'] as const)(
    '%s lets an answer take longer and harms nothing',
    async (fault) => {
      const it = await stage({ milliseconds: 300 })
      it.isolate.faults[fault]()
      const before = it.clock.now()
      expect(await settle(it.clock, it.recorder.ask.double(4))).toBe(8)
      expect(it.clock.now() - before).toBeGreaterThanOrEqual(300)
      expect(exits(it)).toEqual([])
      await settle(it.clock, it.app.stop())
    },
  )

  it('hits the packets that it is told to, in the life that it is told', async () => {
    const it = await stage({ crash: { packet: [5, 12], life: 1 }, corrupt: { packet: 6, life: 2 } })
    await traffic(it, 20)
    expect(it.injected).toEqual([
      { fault: 'crash', life: 1, packet: 5 },
      { fault: 'corrupt', life: 2, packet: 6 },
    ])
    await settle(it.clock, it.app.stop())
  })

  it('leaves packets of the other direction alone', async () => {
    const it = await stage({ direction: 'out', spared: 1, delay: 1, milliseconds: 50 })
    const before = it.clock.now()
    expect(await settle(it.clock, it.recorder.ask.double(1))).toBe(2)
    expect(it.clock.now() - before).toBeGreaterThanOrEqual(50)
    expect(it.begun).toEqual([1])
    await settle(it.clock, it.app.stop())
  })

  it('fails a start whose greeting it breaks', async () => {
    const starting = stage({ corrupt: { packet: 1 } })
    expect(await rejection(starting)).toMatchObject({ code: 'start-failed' })
  })

  it('leaves what an isolate knows of its end as it is', () => {
    const { kind, features } = memory(nothing)
    const connection = {
      send() {},
      kill() {},
      exited: new Promise<never>(() => {}),
      begun: () => 7,
    }
    const isolate = faulty({ kind, features, start: () => connection })
    const line = isolate.start({ path: 'app/one', incarnation: 'x', receive() {}, output() {} })
    expect(line.begun?.()).toBe(7)
  })

  it('does nothing on a command while nothing lives', () => {
    const isolate = faulty(memory(nothing))
    isolate.faults.crash()
    expect(isolate.faults.counts.crash).toBe(0)
  })

  it('refuses a probability that is none', () => {
    expect(() => faulty(memory(nothing), { drop: 2 })).toThrow('drop cannot be 2')
  })
})
