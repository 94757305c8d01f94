import { afterEach, describe, expect, it, vi } from 'vitest'
import {
  actor,
  ask,
  child,
  type InspectionEvent,
  memory,
  protocol,
  supervise,
  systemClock,
  tell,
} from '../../src/index.ts'
import { SimulatedClock } from '../../src/testing/simulated-clock.ts'
import { rejection } from '../support/rejection.ts'
import { settled } from '../support/sink.ts'

const Mortal = protocol('mortal', {
  crash: tell<void>(),
  fail: ask<void, void>(),
  hang: ask<void, void>(),
  life: ask<void, number>(),
})

/** Counts its lives by name, and ends whenever it is told to. */
function mortals() {
  const lives = new Map<string, number>()
  const mortal = actor(
    Mortal,
    ({ path }) => {
      const life = (lives.get(path) ?? 0) + 1
      lives.set(path, life)
      const end = (): never => {
        throw new Error('on purpose')
      }
      return { crash: end, fail: end, hang: () => new Promise(() => {}), life: () => life }
    },
    { onFailure: () => 'restart' },
  )
  return { mortal, lives }
}

const month = 30 * 24 * 3_600_000

describe('limits beyond what a timer can hold', () => {
  afterEach(() => {
    vi.useRealTimers()
  })

  it('J27 systemClock keeps to thirty days, and can be called off on the way', () => {
    vi.useFakeTimers()
    const rang: string[] = []
    systemClock.after(month, () => rang.push('kept'))
    const cancel = systemClock.after(month, () => rang.push('called off'))
    vi.advanceTimersByTime(month - 1)
    expect(rang).toEqual([])
    cancel()
    vi.advanceTimersByTime(1)
    expect(rang).toEqual(['kept'])
    expect(vi.getTimerCount()).toBe(0)
  })

  it('J27 nothing fires at once when every limit is a month', async () => {
    const { mortal, lives } = mortals()
    const events: InspectionEvent[] = []
    const app = await supervise({
      restarts: { max: 3, within: month },
      deadline: month,
      children: {
        mortal: child(Mortal, memory(mortal), {
          backoff: { immediate: 0, min: month, max: month, resetAfter: month },
          shutdown: month,
          startTimeout: month,
          stallTimeout: month,
          zombieAfter: month,
        }),
        other: child(Mortal, memory(mortal), { stallTimeout: month }),
      },
      log: false,
      inspect: (event) => events.push(event),
    })
    const hang = rejection(app.children.other.ask.hang(undefined, { deadline: month }))
    expect(await rejection(app.children.mortal.ask.fail())).toMatchObject({ code: 'thrown' })
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect([...lives.values()]).toEqual([1, 1])
    expect(events.filter(({ type }) => type === 'child-exited')).toHaveLength(1)
    const giveUp = rejection(app.children.mortal.ask.life(undefined, { deadline: month }))
    await app.stopChild('mortal')
    expect(await giveUp).toMatchObject({ code: 'down' })
    void app.stop()
    await settled()
    expect(events.filter(({ type }) => type === 'child-killed')).toEqual([])
    void hang
  })
})

describe('a thousand children that crash at once', () => {
  const ids = Array.from({ length: 1_000 }, (_, n) => `m${n}`)

  async function thousand(max: number) {
    const { mortal, lives } = mortals()
    let starting = 0
    let most = 0
    const events: InspectionEvent[] = []
    const app = await supervise({
      restarts: { max, within: 1e6 },
      maxStarting: 8,
      children: Object.fromEntries(ids.map((id) => [id, child(Mortal, memory(mortal))])),
      log: false,
      clock: new SimulatedClock(),
      inspect(event) {
        events.push(event)
        if (event.type === 'child-starting') most = Math.max(most, ++starting)
        if (event.type === 'child-ready') starting--
      },
    })
    return { app, lives, events, most: () => most }
  }

  it('J28 come back once each, no more of them at a time than may start', async () => {
    const { app, lives, most } = await thousand(1_000)
    for (const id of ids) app.children[id]!.tell.crash()
    const answers = await Promise.all(ids.map((id) => app.children[id]!.ask.life()))
    expect(new Set(answers)).toEqual(new Set([2]))
    expect([...lives.values()].every((life) => life === 2)).toBe(true)
    expect(most()).toBeLessThanOrEqual(8)
    await app.stop()
  })

  it('J28 end their supervisor once and cleanly where that is too many', async () => {
    const { app, lives, events } = await thousand(3)
    for (const id of ids) app.children[id]!.tell.crash()
    expect(await app.exited).toMatchObject({ type: 'gave-up' })
    expect(events.filter(({ type }) => type === 'gave-up')).toHaveLength(1)
    expect([...lives.values()].filter((life) => life > 1).length).toBeLessThanOrEqual(3)
    const ends = events.filter(({ type }) => type === 'child-exited').length
    const starts = events.filter(({ type }) => type === 'child-starting').length
    expect(ends).toBe(starts)
  })
})

describe('errors that nobody listens to', () => {
  it('J26 of a handler end its actor and not the host', async () => {
    const { mortal } = mortals()
    await using app = await supervise({
      children: { mortal: child(Mortal, memory(mortal), { backoff: { min: 0 } }) },
      log: false,
    })
    app.children.mortal.tell.crash()
    expect(await app.children.mortal.ask.life()).toBe(2)
  })

  it('J26 of an inspector are not the actor’s', async () => {
    const thrown: unknown[] = []
    const listener = (error: unknown): void => void thrown.push(error)
    const others = process.listeners('uncaughtException')
    process.removeAllListeners('uncaughtException').on('uncaughtException', listener)
    try {
      const { mortal } = mortals()
      await using app = await supervise({
        children: { mortal: child(Mortal, memory(mortal), { backoff: { min: 0 } }) },
        log: false,
        inspect(event) {
          if (event.type === 'child-exited') throw new Error('bad inspector')
        },
      })
      app.children.mortal.tell.crash()
      expect(await app.children.mortal.ask.life()).toBe(2)
      await settled()
    } finally {
      process.off('uncaughtException', listener)
      for (const other of others) process.on('uncaughtException', other)
    }
    expect(thrown.length).toBeGreaterThan(0)
    for (const error of thrown) expect(error).toMatchObject({ message: 'bad inspector' })
  })
})
