import { describe, expect, it } from 'vitest'
import { assign, fromPromise, sendTo, setup } from 'xstate'
import {
  ActorError,
  child,
  type Connection,
  type InspectionEvent,
  type Isolate,
  memory,
} from '../../src/index.ts'
import {
  Keeper,
  keeper,
  keptBy,
  type KeptSnapshot,
  machine,
  type MachineOptions,
  machineProtocol,
  type SnapshotStore,
} from '../../src/xstate/index.ts'
import { rejection } from '../support/rejection.ts'
import { atOnce, stage, until } from '../support/stage.ts'
import { Turnstile, turnstile } from './machines.ts'

const options = { start: 5 }
const restore = keptBy('app/keeper')

function gate(more: MachineOptions = { restore }) {
  return child(Turnstile, memory(machine(Turnstile, turnstile, more)), { options, ...atOnce })
}

const exits = (events: readonly InspectionEvent[]) =>
  events.flatMap((event) =>
    event.type === 'child-exited' && event.path === 'app/gate' ? [event.reason.type] : [],
  )

/** A store that writes down what is done with it, each time as slow as it is told. */
function recorded(slow: () => Promise<void> = () => Promise.resolve()) {
  const saved: KeptSnapshot[] = []
  const log: string[] = []
  const store: SnapshotStore = {
    load: () => saved.at(-1) && structuredClone(saved.at(-1)!),
    async save(key, snapshot) {
      log.push(`save ${key}`)
      await slow()
      saved.push(snapshot)
    },
    forget(key) {
      log.push(`forget ${key}`)
      saved.length = 0
    },
  }
  return { store, saved, log }
}

describe('machine({ restore })', () => {
  it('goes on from the last snapshot before a crash', async () => {
    const { app, events } = await stage({ keeper: child(Keeper, memory(keeper)), gate: gate() })
    const it = app.children.gate
    it.tell.send({ type: 'coin', value: 2 })
    it.tell.send({ type: 'push' })
    it.tell.send({ type: 'jam' })
    it.tell.send({ type: 'coin', value: 3 })
    await until(() => exits(events).length > 0)
    // What came with or after the event that crashed it is told of; the rest is there.
    expect(await it.ask.snapshot()).toMatchObject({ value: 'locked', context: { coins: 7 } })
    it.tell.send({ type: 'coin', value: 4 })
    expect(await it.ask.snapshot()).toMatchObject({ value: 'open', context: { coins: 11 } })
    await app.stop()
  })

  it('goes on after a restart in order', async () => {
    const { app } = await stage({ keeper: child(Keeper, memory(keeper)), gate: gate() })
    app.children.gate.tell.send({ type: 'coin', value: 2 })
    await app.stopChild('gate')
    await app.restartChild('gate')
    expect(await app.children.gate.ask.snapshot()).toMatchObject({
      value: 'open',
      context: { coins: 7 },
      tags: ['free'],
    })
    await app.stop()
  })

  it('begins anew after its final state', async () => {
    const { app, events } = await stage({ keeper: child(Keeper, memory(keeper)), gate: gate() })
    const it = app.children.gate
    it.tell.send({ type: 'coin', value: 2 })
    it.tell.send({ type: 'push' })
    it.tell.send({ type: 'close' })
    expect(await it.ask.done()).toEqual({ total: 7 })
    await until(() => exits(events).length > 0)
    expect(await it.ask.snapshot()).toMatchObject({ value: 'locked', context: { coins: 5 } })
    await app.stop()
  })

  it('shows a snapshot, and counts the event before it as handled, when it is kept and not before', async () => {
    const gates: (() => void)[] = []
    let slow = false
    const { store, saved } = recorded(() =>
      slow ? new Promise((resolve) => gates.push(resolve)) : Promise.resolve(),
    )
    const { app, events } = await stage({ gate: gate({ restore: store }) })
    const handled = () =>
      events.filter((event) => event.type === 'message' && event.operation === 'send').length
    const it = app.children.gate
    slow = true
    for (let n = 0; n < 10; n++) it.tell.send({ type: 'coin', value: 1 })
    await until(() => gates.length > 0)
    const later = it.ask.snapshot()
    expect((await it.stream.snapshots().next()).value).toMatchObject({ context: { coins: 5 } })
    expect(handled()).toBe(0)
    gates.shift()!()
    await until(() => gates.length > 0)
    expect(handled()).toBe(0)
    gates.shift()!()
    await until(() => handled() === 10)
    expect((await later).context.coins).toBe(15)
    // At the start, after the first event, and the last: those between came while another was saved.
    expect(
      saved.map(
        ({ snapshot }) => (snapshot as unknown as { context: { coins: number } }).context.coins,
      ),
    ).toEqual([5, 6, 15])
    await app.stop()
  })

  it('crashes where a snapshot cannot be kept, and fails the events that were in work', async () => {
    let fails = false
    const { store } = recorded(async () => {
      if (!fails) return
      fails = false
      throw new Error('disk full')
    })
    const { app, events } = await stage({ gate: gate({ restore: store }) })
    const it = app.children.gate
    const outcomes = () =>
      events.flatMap((event) =>
        event.type === 'message' && event.operation === 'send' ? [event.outcome] : [],
      )
    it.tell.send({ type: 'coin', value: 1 })
    await until(() => outcomes().length === 1)
    fails = true
    it.tell.send({ type: 'coin', value: 1 })
    await until(() => exits(events).length === 1)
    expect(outcomes()).toEqual(['handled', 'failed'])
    expect(exits(events)).toEqual(['error'])
    expect((await it.ask.snapshot()).context.coins).toBe(6)
    await app.stop()
  })

  for (const [delivery, coins, outcome] of [
    ['at-most-once', 6, 'failed'],
    ['at-least-once', 7, 'handled'],
  ] as const) {
    it(`treats an event whose snapshot is not kept when its isolate dies as ${delivery}`, async () => {
      let hangs = false
      let reached: (() => void) | undefined
      const saving = new Promise<void>((resolve) => (reached = resolve))
      const { store } = recorded(() => {
        if (!hangs) return Promise.resolve()
        reached!()
        return new Promise(() => {})
      })
      const inner = memory(machine(Turnstile, turnstile, { restore: store, delivery }))
      let line: Connection | undefined
      const isolate: Isolate = { ...inner, start: (context) => (line = inner.start(context)) }
      const { app, events } = await stage({
        gate: child(Turnstile, isolate, { options, ...atOnce }),
      })
      const outcomes = () =>
        events.flatMap((event) =>
          event.type === 'message' && event.operation === 'send' ? [event.outcome] : [],
        )
      const it = app.children.gate
      it.tell.send({ type: 'coin', value: 1 })
      await until(() => outcomes().length === 1)
      hangs = true
      it.tell.send({ type: 'coin', value: 1 })
      await saving
      hangs = false
      line!.kill()
      await until(() => outcomes().length === 2)
      expect((await it.ask.snapshot()).context.coins).toBe(coins)
      expect(outcomes()).toEqual(['handled', outcome])
      await app.stop()
    })
  }

  it('does not start where its first snapshot cannot be kept, and says why', async () => {
    const { store } = recorded(() => Promise.reject(new Error('disk full')))
    const error = await rejection(stage({ gate: gate({ restore: store }) }))
    expect(error).toMatchObject({
      code: 'start-failed',
      message: expect.stringContaining('disk full'),
    })
  })

  it('does not start where its store cannot load, and says why', async () => {
    const store: SnapshotStore = {
      ...recorded().store,
      load: () => Promise.reject(new Error('no such disk')),
    }
    const error = await rejection(stage({ gate: gate({ restore: store }) }))
    expect(error).toMatchObject({
      code: 'start-failed',
      message: expect.stringContaining('no such disk'),
    })
  })

  it('does not start with a snapshot of another machine, and says why', async () => {
    const { store, saved } = recorded()
    saved.push({
      snapshot: { status: 'active', value: 'flying', context: {}, children: {} } as never,
      delays: [],
    })
    const error = await rejection(stage({ gate: gate({ restore: store }) }))
    expect(error).toMatchObject({
      code: 'start-failed',
      message: expect.stringContaining('flying'),
    })
  })

  it('does not start where there is no keeper, and says what to do', async () => {
    const error = await rejection(stage({ gate: gate() }))
    expect(ActorError.is(error, 'start-failed')).toBe(true)
    expect(error).toMatchObject({ message: expect.stringContaining('no keeper at app/keeper') })
  })

  it('invokes again what was in work, with its input, and lets delays begin anew', async () => {
    const calls: unknown[] = []
    let answer: ((words: string) => void) | undefined
    const inner = setup({ types: { events: {} as { type: 'wake' } } }).createMachine({
      initial: 'asleep',
      states: { asleep: { after: { 20: 'up' } }, up: { type: 'final' } },
    })
    const waiter = setup({
      types: {
        context: {} as { words?: string; rang: boolean; woke: boolean },
        events: {} as { type: 'begin' } | { type: 'ring' },
      },
      actors: {
        inner,
        work: fromPromise<string, { id: number }>(({ input }) => {
          calls.push(input)
          return new Promise((resolve) => (answer = resolve))
        }),
      },
    }).createMachine({
      context: { rang: false, woke: false },
      type: 'parallel',
      states: {
        working: {
          initial: 'idle',
          states: {
            idle: { on: { begin: 'busy' } },
            busy: {
              entry: sendTo(({ self }) => self, { type: 'ring' }, { delay: 20 }),
              invoke: {
                src: 'work',
                input: { id: 7 },
                onDone: { target: 'over', actions: assign({ words: ({ event }) => event.output }) },
              },
            },
            over: {},
          },
          on: { ring: { actions: assign({ rang: true }) } },
        },
        sleeping: {
          initial: 'waiting',
          states: {
            waiting: { on: { begin: 'inside' } },
            inside: { invoke: { src: 'inner', onDone: { actions: assign({ woke: true }) } } },
          },
        },
        timing: {
          initial: 'before',
          states: {
            before: { on: { begin: 'soon' } },
            soon: { after: { 20: 'after' } },
            after: {},
          },
        },
      },
    })
    const Waiter = machineProtocol('waiter', waiter)
    const { app } = await stage({
      keeper: child(Keeper, memory(keeper)),
      waiter: child(Waiter, memory(machine(Waiter, waiter, { restore })), atOnce),
    })
    const it = app.children.waiter
    it.tell.send({ type: 'begin' })
    await it.ask.snapshot()
    await app.stopChild('waiter')
    await app.restartChild('waiter')
    answer!('well done')
    for await (const { value, context } of it.stream.snapshots()) {
      const times = (value as { timing: string }).timing
      if (context.words === 'well done' && context.rang && context.woke && times === 'after') break
    }
    expect(calls).toEqual([{ id: 7 }, { id: 7 }])
    await app.stop()
  })

  it('crashes where its context cannot cross, and says where', async () => {
    const odd = setup({
      types: { context: {} as { made?: () => void }, events: {} as { type: 'go' } },
    }).createMachine({
      context: {},
      on: { go: { actions: assign({ made: () => () => {} }) } },
    })
    const Odd = machineProtocol('odd', odd)
    const { app, events } = await stage({
      keeper: child(Keeper, memory(keeper)),
      gate: child(Odd, memory(machine(Odd, odd, { restore })), atOnce),
    })
    app.children.gate.tell.send({ type: 'go' })
    await until(() => exits(events).length > 0)
    const exit = events.find((event) => event.type === 'child-exited')
    expect(exit).toMatchObject({
      reason: { error: { code: 'not-serializable', message: expect.stringContaining('made') } },
    })
    await app.stop()
  })
})
