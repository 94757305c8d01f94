import { describe, expect, it } from 'vitest'
import type { Clock } from '../../src/clock.ts'
import { StallWatch } from '../../src/supervise/stall-watch.ts'
import { SimulatedClock } from '../../src/testing/index.ts'

/** A clock whose owner can be frozen: time passes, and nothing is called until it is over. */
class FreezingClock implements Clock {
  readonly #inner = new SimulatedClock()
  #lost = 0

  now(): number {
    return this.#inner.now() + this.#lost
  }

  after(milliseconds: number, task: () => void): () => void {
    return this.#inner.after(milliseconds, task)
  }

  get pending(): number {
    return this.#inner.pending
  }

  advance(milliseconds: number): void {
    this.#inner.advance(milliseconds)
  }

  /** Timers are due when it is over, not before. */
  freeze(milliseconds: number): void {
    this.#lost += milliseconds
  }
}

function watched(working: number | 'infinity' = 1_000, native: number | 'infinity' = 'infinity') {
  const clock = new FreezingClock()
  const found: number[] = []
  const watch = new StallWatch(clock, { working, native }, (silent) => found.push(silent))
  return { clock, watch, found }
}

describe('StallWatch', () => {
  it('finds silence while there is work, at the limit', () => {
    const { clock, watch, found } = watched()
    watch.working(true)
    clock.advance(999)
    expect(found).toEqual([])
    clock.advance(1)
    expect(found).toEqual([1_000])
    expect(clock.pending).toBe(0)
  })

  it('counts from the last sign, and from when the work came', () => {
    const { clock, watch, found } = watched()
    clock.advance(5_000)
    watch.working(true)
    clock.advance(900)
    watch.sign()
    clock.advance(900)
    watch.working(true)
    expect(found).toEqual([])
    clock.advance(100)
    expect(found).toEqual([1_000])
  })

  it('waits for nothing while there is no work, or nothing is too long', () => {
    const idle = watched()
    idle.watch.working(true)
    idle.watch.working(false)
    expect(idle.clock.pending).toBe(0)
    const patient = watched('infinity')
    patient.watch.working(true)
    patient.watch.activity('native')
    patient.watch.sign()
    expect(patient.clock.pending).toBe(0)
  })

  it('does not even ask for the time where nothing is too long', () => {
    const clock: Clock = {
      now: () => expect.unreachable('asked for the time'),
      after: () => expect.unreachable('armed a timer'),
    }
    const patience = { working: 'infinity', native: 'infinity' } as const
    const watch = new StallWatch(clock, patience, () => {})
    watch.working(true)
    watch.activity('native')
    watch.sign()
    watch.working(false)
  })

  it('lets it wait for readers and input for ever, and counts anew after', () => {
    const { clock, watch, found } = watched()
    watch.working(true)
    clock.advance(900)
    watch.activity('waiting')
    expect(clock.pending).toBe(0)
    clock.advance(60_000)
    watch.activity('working')
    clock.advance(999)
    expect(found).toEqual([])
    clock.advance(1)
    expect(found).toEqual([1_000])
  })

  it.each([
    ['infinity', 60_000, []],
    [5_000, 4_999, []],
    [5_000, 5_000, [5_000]],
  ] as const)('gives native code its own limit: %s, after %i ms', (limit, passed, expected) => {
    const { clock, watch, found } = watched(1_000, limit)
    watch.working(true)
    watch.activity('native')
    clock.advance(passed)
    expect(found).toEqual(expected)
  })

  it('watches native code where nothing else is watched', () => {
    const { clock, watch, found } = watched('infinity', 500)
    watch.working(true)
    clock.advance(10_000)
    watch.activity('native')
    clock.advance(500)
    expect(found).toEqual([500])
  })

  it('J18 J19 gives the whole time anew after this side was frozen, even for longer than the limit', () => {
    const { clock, watch, found } = watched()
    watch.working(true)
    clock.advance(100)
    clock.freeze(3_000)
    clock.advance(150)
    expect(found).toEqual([])
    clock.advance(999)
    expect(found).toEqual([])
    clock.advance(1)
    expect(found).toEqual([1_000])
  })

  it('J18 does not count time frozen that ended just before the limit', () => {
    const { clock, watch, found } = watched()
    watch.working(true)
    clock.freeze(950)
    clock.advance(250)
    expect(found).toEqual([])
    watch.sign()
    clock.advance(999)
    expect(found).toEqual([])
  })

  it('finds silence at last where every look comes late', () => {
    const { clock, watch, found } = watched()
    watch.working(true)
    for (let look = 0; look < 20 && found.length === 0; look++) {
      clock.freeze(700)
      clock.advance(250)
    }
    expect(found).toHaveLength(1)
  })

  it('J18 gives the time anew after a look that is late by as much as lies between two', () => {
    const { clock, watch, found } = watched()
    watch.working(true)
    clock.freeze(250)
    clock.advance(250)
    clock.advance(999)
    expect(found).toEqual([])
    clock.advance(1)
    expect(found).toEqual([1_000])
  })

  it('excuses as many late looks as there are within one limit', () => {
    const { clock, watch, found } = watched()
    watch.working(true)
    const lateLook = (): void => {
      clock.freeze(800)
      clock.advance(250)
    }
    for (let look = 0; look < 4; look++) lateLook()
    expect(found).toEqual([])
    lateLook()
    expect(found).toEqual([1_050])
  })

  it('counts late looks from the last sign', () => {
    const { clock, watch, found } = watched()
    watch.working(true)
    for (let look = 0; look < 20; look++) {
      clock.freeze(700)
      clock.advance(250)
      watch.sign()
    }
    expect(found).toEqual([])
  })

  it('is not fooled by lag that is small beside the limit', () => {
    const { clock, watch, found } = watched()
    watch.working(true)
    clock.freeze(200)
    clock.advance(800)
    expect(found).toEqual([1_000])
  })
})
