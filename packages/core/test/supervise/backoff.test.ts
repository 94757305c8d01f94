import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type Backoff,
  completeBackoff,
  defaultBackoff,
  delayOf,
} from '../../src/supervise/backoff.ts'
import { failed } from './script.ts'
import { Simulation } from './simulation.ts'

const day = 86_400_000
const plain = { immediate: 0, jitter: 0 }

describe('K: backoff', () => {
  test.each([
    [0, 300_000, 420_000, 300_000],
    [2, 5_000, 7_000, 7_000],
    [2, 5_000, 7 * day, 20_000],
    [29, 300_000, 600_000, 600_000],
    [0, 0, 0, 0],
    [29, 10_000 * day, 10_000 * day, 10_000 * day],
    [2 ** 31 - 1, 10_000 * day, 10_000 * day, 10_000 * day],
  ])('S133 S134 after %i failures, %i to %i: %i ms', (failures, min, max, expected) => {
    expect(delayOf(completeBackoff({ ...plain, min, max }), failures, () => 0.9)).toBe(expected)
  })

  test('S009 what is undefined is not given', () => {
    const nothing = {
      immediate: undefined,
      min: undefined,
      factor: undefined,
      resetAfter: undefined,
    }
    expect(completeBackoff(nothing as Partial<Backoff>)).toEqual(defaultBackoff)
  })

  test('S134 S136 the wait is between min and max and within its jitter, always', () => {
    const settings = fc.record({
      immediate: fc.nat(3),
      min: fc.integer({ min: 1, max: 1e9 }),
      factor: fc.double({ min: 1, max: 1e6, noNaN: true }),
      jitter: fc.double({ min: 0, max: 1, noNaN: true }),
      room: fc.integer({ min: 0, max: 1e12 }),
    })
    const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })
    fc.assert(
      fc.property(settings, fc.nat(), random, ({ room, ...rest }, failures, lot) => {
        const backoff = completeBackoff({ ...rest, max: rest.min + room })
        const [delay, least, most] = [lot, 0, 1].map((value) =>
          delayOf(backoff, failures, () => value),
        ) as [number, number, number]
        if (failures < backoff.immediate) {
          expect(delay).toBe(0)
          return
        }
        expect(delay).toBeGreaterThanOrEqual(least)
        expect(delay).toBeLessThanOrEqual(most)
        expect(most).toBeLessThanOrEqual(backoff.max)
        expect(least).toBeGreaterThanOrEqual(backoff.min / (1 + backoff.jitter) - 1e-6)
        expect(least * (1 + backoff.jitter)).toBeGreaterThanOrEqual(most - 1e-3)
      }),
    )
  })

  test('S137 even the longest waits are spread', () => {
    const backoff = completeBackoff({ immediate: 0 })
    const delays = Array.from({ length: 100 }, (_, index) =>
      delayOf(backoff, 50, () => index / 100),
    )
    expect(Math.max(...delays) - Math.min(...delays)).toBeGreaterThan(0.15 * 10_000)
  })

  test('S135 the waits as they are seen: the first restart at once, then doubling', () => {
    const sut = Simulation.up({
      restarts: { max: 'infinity', within: 1 },
      children: [{ id: 'a', backoff: { min: 200 } }],
    })
    const waits: number[] = []
    for (let crashes = 0; crashes < 5; crashes += 1) {
      const from = sut.clock.now()
      sut.exit('a')
      while (sut.living === '') sut.advance(1)
      waits.push(sut.clock.now() - from)
    }
    expect(waits).toEqual([0, 200, 400, 800, 1_600])
    expect(sut.living).toBe('a#6')
  })

  const child = (rest: object = {}) => ({
    id: 'a',
    backoff: { ...plain, min: 1_000, max: 8_000, ...rest },
  })
  const crashAfter = (sut: Simulation, healthy: number): number => {
    sut.advance(healthy)
    sut.exit('a')
    const delay = sut.child('a').delay
    sut.advance(delay)
    return delay
  }

  test.each([
    [{ resetAfter: 100 }, 99, 2_000],
    [{ resetAfter: 100 }, 100, 1_000],
    [{}, 4_499, 2_000],
    [{}, 4_500, 1_000],
  ])('S138 %o: up for %i ms after a crash, the next wait is %i ms', (rest, healthy, expected) => {
    const sut = Simulation.up({ restarts: { max: 'infinity', within: 1 }, children: [child(rest)] })
    crashAfter(sut, 0)
    expect(crashAfter(sut, healthy)).toBe(expected)
  })

  test('S139 only the time since it was up last counts', () => {
    const sut = Simulation.up({ restarts: { max: 'infinity', within: 1 }, children: [child()] })
    expect([0, 4_000, 4_000, 4_000].map((healthy) => crashAfter(sut, healthy))).toEqual([
      1_000, 2_000, 4_000, 8_000,
    ])
  })

  test('S140 restarts with a wait count like any other', () => {
    const sut = Simulation.up({ restarts: { max: 2, within: 60_000 }, children: [child()] })
    for (const healthy of [0, 0]) crashAfter(sut, healthy)
    sut.exit('a')
    expect([sut.reason?.type, sut.timers]).toEqual(['gave-up', 0])
  })

  test('S146 a restart by hand starts the count over', () => {
    const sut = Simulation.up({ children: [child()] })
    crashAfter(sut, 0)
    sut.stopChild('a')
    sut.restartChild('a')
    expect(crashAfter(sut, 0)).toBe(1_000)
  })

  test('gaps are filled, and an empty range stays one', () => {
    expect(completeBackoff({ min: 50_000 })).toMatchObject({
      min: 50_000,
      max: 50_000,
      resetAfter: 50_000,
    })
    expect(completeBackoff({ max: 500 })).toMatchObject({ min: 100, max: 500, resetAfter: 300 })
  })
})

test('S141 a first start that fails is told and not tried again; one that fails at a restart pauses first', () => {
  const backoff = { immediate: 1, min: 100, jitter: 0 }
  const sut = Simulation.up()
  const first = sut.startChild({ id: 'a', backoff }, { start: failed() })
  sut.advance(100_000)
  expect([first()?.type, sut.living, sut.timers]).toEqual(['failed', '', 0])

  const starts = (life: number) => ({ start: life === 2 ? failed() : ('ready' as const) })
  sut.startChild({ id: 'b', backoff }, starts)
  sut.look()
  sut.exit('b')
  expect(sut.look()).toEqual(['down b#1', 'start b#2', 'down b#2'])
  sut.advance(99)
  expect(sut.look()).toEqual([])
  sut.advance(1)
  expect(sut.look()).toEqual(['start b#3', 'up b#3'])
})
