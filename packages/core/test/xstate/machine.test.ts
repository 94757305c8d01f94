import { describe, expect, it } from 'vitest'
import { setup } from 'xstate'
import {
  child,
  type InspectionEvent,
  memory,
  protocol,
  stream,
  tell,
  type,
} from '../../src/index.ts'
import { machine, machineProtocol } from '../../src/xstate/index.ts'
import { rejection } from '../support/rejection.ts'
import { atOnce, stage, until } from '../support/stage.ts'
import { Turnstile, turnstile } from './machines.ts'

const isolate = () => memory(machine(Turnstile, turnstile))
const options = { start: 5 }

async function gate(spec: { restart?: 'permanent' | 'transient' | 'temporary' } = {}) {
  const { app, events } = await stage({
    gate: child(Turnstile, isolate(), { options, ...atOnce, ...spec }),
  })
  return { app, events, gate: app.children.gate }
}

const exits = (events: readonly InspectionEvent[]) =>
  events.flatMap((event) => (event.type === 'child-exited' ? [event.reason] : []))

describe('machine()', () => {
  it('takes events, and its input from the options', async () => {
    await using it = await gate().then(({ app, gate }) => Object.assign(app, { gate }))
    expect(await it.gate.ask.snapshot()).toEqual({
      status: 'active',
      value: 'locked',
      context: { coins: 5 },
      tags: [],
    })
    expect(it.gate.tell.send({ type: 'coin', value: 2 })).toBe(true)
    expect(await it.gate.ask.snapshot()).toMatchObject({
      value: 'open',
      context: { coins: 7 },
      tags: ['free'],
    })
  })

  it('streams the present snapshot first, then each later one, and ends with the machine', async () => {
    const { app, gate: it } = await gate({ restart: 'temporary' })
    const seen: unknown[] = []
    for await (const snapshot of it.stream.snapshots()) {
      seen.push(snapshot.value)
      if (snapshot.status === 'done') expect(snapshot.output).toEqual({ total: 6 })
      if (seen.length === 1) it.tell.send({ type: 'coin', value: 1 })
      if (seen.length === 2) it.tell.send({ type: 'push' })
      if (seen.length === 3) it.tell.send({ type: 'close' })
    }
    expect(seen).toEqual(['locked', 'open', 'locked', 'closed'])
    await app.stop()
  })

  it('gives a slow reader the latest snapshot and not all of them', async () => {
    const { app, gate: it } = await gate()
    const reader = it.stream.snapshots()
    await reader.next()
    await it.ask.snapshot()
    for (let n = 0; n < 500; n++) it.tell.send({ type: 'coin', value: 1 })
    expect((await it.ask.snapshot()).context.coins).toBe(505)
    let read = 0
    for await (const { context } of reader) {
      read++
      if (context.coins === 505) break
    }
    expect(read).toBeLessThan(300)
    await app.stop()
  })

  it('answers many who wait for the output, and ends with normal', async () => {
    const { app, events, gate: it } = await gate({ restart: 'transient' })
    const outputs = Promise.all(Array.from({ length: 64 }, () => it.ask.done()))
    expect(await rejection(it.ask.done())).toMatchObject({
      code: 'overflow',
      details: { capacity: 64 },
    })
    it.tell.send({ type: 'close' })
    expect(new Set((await outputs).map(({ total }) => total))).toEqual(new Set([5]))
    await until(() => exits(events).length > 0)
    expect(exits(events)).toEqual([{ type: 'normal' }])
    await app.stop()
  })

  it('crashes with what an action throws, and begins anew', async () => {
    const { app, events, gate: it } = await gate()
    it.tell.send({ type: 'coin', value: 1 })
    it.tell.send({ type: 'push' })
    const done = rejection(it.ask.done())
    const reading = (async () => {
      for await (const _ of it.stream.snapshots());
    })()
    it.tell.send({ type: 'jam' })
    expect(await done).toMatchObject({ code: 'thrown', cause: { message: 'it is jammed' } })
    expect(await rejection(reading)).toMatchObject({
      code: 'thrown',
      cause: { message: 'it is jammed' },
    })
    await until(() => exits(events).length > 0)
    expect(exits(events)).toMatchObject([
      { type: 'error', error: { name: 'RangeError', message: 'it is jammed' } },
    ])
    expect((await it.ask.snapshot()).context.coins).toBe(5)
    await app.stop()
  })

  it('refuses what is no event and what belongs to XState, and lives on', async () => {
    const { app, events, gate: it } = await gate()
    for (const event of [null, 5, {}, { type: 'xstate.stop' }]) it.tell.send(event as never)
    expect(await it.ask.snapshot()).toMatchObject({ value: 'locked' })
    const failures = events.filter(
      (event) => event.type === 'message' && event.error?.code === 'invalid-message',
    )
    expect(failures).toHaveLength(4)
    await app.stop()
  })

  it('stops in order while callers wait for its output', async () => {
    const { app, gate: it } = await gate()
    const done = rejection(it.ask.done())
    await it.ask.snapshot()
    await app.stop()
    expect(await done).toMatchObject({ code: 'down' })
  })

  it('ends with normal when it is in its final state from the start', async () => {
    const over = setup({}).createMachine({ initial: 'end', states: { end: { type: 'final' } } })
    const Over = machineProtocol('over', over)
    const { app, events } = await stage({
      over: child(Over, memory(machine(Over, over)), { restart: 'transient' }),
    })
    await until(() => exits(events).length > 0)
    expect(exits(events)).toEqual([{ type: 'normal' }])
    await app.stop()
  })

  it('does not start where its context cannot be made', async () => {
    const broken = setup({}).createMachine({
      context: () => {
        throw new TypeError('no context')
      },
    })
    const Broken = machineProtocol('broken', broken)
    expect(
      await rejection(stage({ broken: child(Broken, memory(machine(Broken, broken))) })),
    ).toMatchObject({
      code: 'start-failed',
      message: expect.stringContaining('no context'),
    })
  })

  it('serves a protocol of its own that offers less', async () => {
    const Some = protocol(
      'some',
      {
        send: tell<{ type: 'coin'; value: number }>(),
        snapshots: stream<void, { value: string }>(),
      },
      { options: type<{ start: number }>() },
    )
    const { app } = await stage({
      some: child(Some, memory(machine(Some, () => turnstile.provide({}))), { options }),
    })
    app.children.some.tell.send({ type: 'coin', value: 1 })
    for await (const { value } of app.children.some.stream.snapshots()) if (value === 'open') break
    await app.stop()
  })

  it('writes what the machine logs to the log of the app', async () => {
    const { log } = await import('xstate')
    const talker = setup({}).createMachine({ entry: log('hello', 'talker') })
    const Talker = machineProtocol('talker', talker)
    const { app, events } = await stage({ talker: child(Talker, memory(machine(Talker, talker))) })
    await until(() => events.some((event) => event.type === 'log'))
    expect(events.find((event) => event.type === 'log')).toMatchObject({
      path: 'app/talker',
      message: 'talker hello',
    })
    await app.stop()
  })
})
