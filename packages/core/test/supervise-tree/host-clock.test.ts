import { expect, test } from 'vitest'
import { type Clock, systemClock } from '../../src/clock.ts'
import type { IsolateHost } from '../../src/isolate/isolate.ts'
import { HostClock } from '../../src/supervise/host-clock.ts'
import { SimulatedClock } from '../../src/testing/simulated-clock.ts'

const host = (clock?: Clock): IsolateHost => ({
  ...(clock && { clock }),
  onStopRequested: () => () => {},
})

function at(now: number): SimulatedClock {
  const clock = new SimulatedClock()
  clock.advance(now)
  return clock
}

test('HostClock is the clock of the runtime until a host has one of its own', () => {
  const clock = new HostClock()
  clock.follow(host())
  const before = systemClock.now()
  expect(clock.now()).toBeGreaterThanOrEqual(before)
  expect(clock.now()).toBeLessThanOrEqual(systemClock.now())
})

test('HostClock follows the first host that has a clock, for the time and for timers', () => {
  const [first, second] = [at(5), at(7)]
  const clock = new HostClock()
  for (const one of [host(), host(first), host(second), host()]) clock.follow(one)
  expect(clock.now()).toBe(5)
  let rang = 0
  clock.after(100, () => rang++)
  const cancel = clock.after(100, () => rang++)
  cancel()
  second.advance(100)
  expect(rang).toBe(0)
  first.advance(100)
  expect(rang).toBe(1)
})
