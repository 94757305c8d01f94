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
import { AwakeTimers } from '../../src/supervise/awake-timers.ts'
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

describe('AwakeTimers', () => {
  function timersOf() {
    const time = freezing()
    const gaps: number[] = []
    const fired: string[] = []
    const timers = new AwakeTimers<string>(time.clock, (milliseconds) => gaps.push(milliseconds))
    const arm = (id: string, milliseconds: number): void =>
      timers.arm(id, milliseconds, () => fired.push(id))
    return { ...time, timers, arm, gaps, fired }
  }

  it('fires when it is due, and leaves no timer when nobody waits', () => {
    const { timers, arm, simulated, fired, gaps } = timersOf()
    arm('a', 1_200)
    arm('b', 700)
    arm('c', 300)
    timers.disarm('c')
    simulated.advance(1_199)
    expect(fired).toEqual(['b'])
    simulated.advance(1)
    expect(fired).toEqual(['b', 'a'])
    expect([simulated.pending, gaps]).toEqual([0, []])
  })

  it('J18 does not count a gap, and tells how long it was, once', () => {
    const { arm, simulated, freeze, fired, gaps } = timersOf()
    arm('a', 1_200)
    simulated.advance(400)
    freeze(2_000)
    simulated.advance(799)
    expect([fired, gaps]).toEqual([[], [2_000]])
    simulated.advance(1)
    expect(fired).toEqual(['a'])
  })

  it('J18 leaves what was due in the gap time for what waits to be read', () => {
    const { arm, simulated, freeze, fired, gaps } = timersOf()
    arm('a', 450)
    simulated.advance(440)
    freeze(10_000)
    simulated.advance(10)
    expect([fired, gaps]).toEqual([[], [9_950]])
    simulated.advance(499)
    expect(fired).toEqual([])
    simulated.advance(1)
    expect(fired).toEqual(['a'])
  })

  it.each([500, 1_000, 30_000])('fires at last where every look comes %i ms late', (lag) => {
    const { arm, simulated, freeze, fired } = timersOf()
    arm('a', 2_000)
    for (let look = 0; look < 10 && fired.length === 0; look++) {
      freeze(lag)
      simulated.advance(500)
    }
    expect(fired).toEqual(['a'])
    expect(simulated.pending).toBe(0)
  })

  it('looks with one timer, however many wait, and with none when the last is disarmed', () => {
    const { timers, arm, simulated } = timersOf()
    arm('a', 100)
    arm('b', 2_000)
    expect(simulated.pending).toBe(3)
    timers.disarm('b')
    expect(simulated.pending).toBe(2)
    timers.disarm('a')
    timers.disarm('nobody')
    expect(simulated.pending).toBe(0)
  })

  it.each([
    [500, [500]],
    [499, []],
  ])('J18 takes it for a gap to come %i ms late: %j', (lag, found) => {
    const { arm, simulated, freeze, gaps } = timersOf()
    arm('a', 10_000)
    freeze(lag)
    simulated.advance(500)
    expect(gaps).toEqual(found)
  })

  it('J18 finds one gap after another', () => {
    const { arm, simulated, freeze, fired, gaps } = timersOf()
    arm('a', 3_000)
    for (const lost of [1_000, 2_000]) {
      simulated.advance(500)
      freeze(lost)
      simulated.advance(500)
    }
    expect(gaps).toEqual([1_000, 2_000])
    simulated.advance(999)
    expect(fired).toEqual([])
    simulated.advance(1)
    expect(fired).toEqual(['a'])
  })

  it('fires at last where every timer comes late, its own too', () => {
    const { clock, simulated, freeze } = freezing()
    const lagging: Clock = {
      now: () => clock.now(),
      after: (milliseconds, task) =>
        clock.after(milliseconds, () => {
          freeze(1_000)
          task()
        }),
    }
    const fired: string[] = []
    new AwakeTimers<string>(lagging, () => {}).arm('a', 2_000, () => fired.push('a'))
    for (let step = 0; step < 100 && fired.length === 0; step++) simulated.advance(100)
    expect(fired).toEqual(['a'])
  })

  it('keeps nobody awake for its looks, and for its timers it does', () => {
    const armed: [number, boolean | undefined][] = []
    const clock: Clock = {
      now: () => 0,
      after: (milliseconds, _task, background) => {
        armed.push([milliseconds, background])
        return () => {}
      },
    }
    new AwakeTimers<string>(clock, () => {}).arm('a', 2_000, () => {})
    expect(armed).toEqual([
      [2_000, undefined],
      [500, true],
    ])
  })

  it('forgets all at once', () => {
    const { timers, arm, simulated } = timersOf()
    arm('a', 100)
    arm('b', 100)
    timers.clear()
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
    simulated.advance(400 + 499)
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
