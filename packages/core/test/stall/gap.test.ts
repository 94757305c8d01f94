import { describe, expect, it } from 'vitest'
import {
  actor,
  ask,
  child,
  type Clock,
  type InspectionEvent,
  memory,
  protocol,
  supervise,
} from '../../src/index.ts'
import { GapWatch } from '../../src/supervise/gap-watch.ts'
import { SimulatedClock } from '../../src/testing/index.ts'
import { rejection } from '../support/rejection.ts'

/** A clock whose owner can be frozen: time passes, and nothing is called until it is over. */
function freezing(): {
  clock: Clock
  simulated: SimulatedClock
  freeze(milliseconds: number): void
} {
  const simulated = new SimulatedClock()
  let lost = 0
  return {
    simulated,
    clock: {
      now: () => simulated.now() + lost,
      after: (milliseconds, task) => simulated.after(milliseconds, task),
    },
    freeze: (milliseconds) => void (lost += milliseconds),
  }
}

describe('GapWatch', () => {
  it('notices a gap, and how long it was, once', () => {
    const { clock, simulated, freeze } = freezing()
    const gaps: number[] = []
    const watch = new GapWatch(clock, (milliseconds) => gaps.push(milliseconds))
    watch.watch(true)
    simulated.advance(10_000)
    expect(gaps).toEqual([])
    freeze(2_000)
    simulated.advance(500)
    simulated.advance(10_000)
    expect(gaps).toEqual([2_000])
  })

  it('tells who looks for himself before the next look is due', () => {
    const { clock, freeze } = freezing()
    const gaps: number[] = []
    const watch = new GapWatch(clock, (milliseconds) => gaps.push(milliseconds))
    watch.look()
    watch.watch(true)
    freeze(1_500)
    watch.look()
    watch.look()
    expect(gaps).toEqual([1_000])
  })

  it('leaves no timer when nobody waits', () => {
    const { clock, simulated } = freezing()
    const watch = new GapWatch(clock, () => {})
    watch.watch(true)
    watch.watch(true)
    expect(simulated.pending).toBe(1)
    watch.watch(false)
    expect(simulated.pending).toBe(0)
  })
})

describe('a supervisor whose own side was frozen', () => {
  const Slow = protocol('slow', { name: ask<void, string>(), wait: ask() })

  async function starting(startTimeout: number) {
    const time = freezing()
    const events: InspectionEvent[] = []
    let go = (): void => {}
    const slow = actor(Slow, async () => {
      await new Promise<void>((resolve) => (go = resolve))
      return { name: () => 'slow', wait: () => new Promise<void>(() => {}) }
    })
    const started = supervise({
      children: { slow: child(Slow, memory(slow), { startTimeout }) },
      clock: time.clock,
      log: false,
      inspect: (event) => events.push(event),
    })
    started.catch(() => {})
    await expect.poll(() => events.length).toBeGreaterThan(0)
    await new Promise((resolve) => setImmediate(resolve))
    return { ...time, events, started, go: () => go() }
  }

  it('J18 J19 kills nobody for that time, and says that it lagged', async () => {
    const { simulated, freeze, events, started, go } = await starting(2_000)
    simulated.advance(1_600)
    freeze(5_000)
    simulated.advance(1_900)
    expect(events.filter(({ type }) => type === 'child-killed')).toEqual([])
    expect(events.filter(({ type }) => type === 'lagged')).toMatchObject([
      { path: 'app', milliseconds: 5_000 },
    ])
    go()
    const app = await started
    expect(await app.children.slow.ask.name()).toBe('slow')
    await app.stop()
  })

  it('still ends a start that takes too long after it', async () => {
    const { simulated, freeze, started } = await starting(2_000)
    freeze(5_000)
    simulated.advance(400 + 100 + 2_000)
    expect(await rejection(started)).toMatchObject({
      code: 'start-failed',
      details: { phase: 'timeout' },
    })
  })

  it('gives asks back what they lost, and fails them after', async () => {
    const { simulated, freeze, started, go } = await starting(60_000)
    go()
    const app = await started
    const asked = rejection(app.children.slow.ask.wait(undefined, { deadline: 1_000 }))
    let over = false
    void asked.then(() => (over = true))
    freeze(3_000)
    simulated.advance(1_000)
    await new Promise((resolve) => setImmediate(resolve))
    expect(over).toBe(false)
    simulated.advance(1_000)
    expect(await asked).toMatchObject({ code: 'timeout', details: { milliseconds: 1_000 } })
    void app.stop()
  })
})
