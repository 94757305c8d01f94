import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SimulatedClock } from '../../src/testing/simulated-clock.ts'

describe('SimulatedClock', () => {
  it('fires what is due, in the order of time and then of setting, each at its own time', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(50), { maxLength: 30 }),
        fc.array(fc.nat(30), { maxLength: 5 }),
        (delays, steps) => {
          const clock = new SimulatedClock()
          const fired: [number, number][] = []
          delays.forEach((delay, n) => clock.after(delay, () => fired.push([clock.now(), n])))
          for (const step of steps) clock.advance(step)
          const now = steps.reduce((sum, step) => sum + step, 0)
          const due = delays
            .map((delay, n): [number, number] => [delay, n])
            .filter(([delay]) => delay <= now)
          const sorted = due.toSorted(([a, m], [b, n]) => a - b || m - n)
          expect(clock.now()).toBe(now)
          if (steps.length > 0) expect(fired).toEqual(sorted)
          if (steps.length > 0) expect(clock.pending).toBe(delays.length - due.length)
        },
      ),
    )
  })

  it('fires a timer that a timer sets, if it is due too', () => {
    const clock = new SimulatedClock()
    const fired: number[] = []
    clock.after(10, () => clock.after(5, () => fired.push(clock.now())))
    clock.advance(14)
    expect(fired).toEqual([])
    clock.advance(1)
    expect(fired).toEqual([15])
  })

  it('does not fire what was cancelled, also by a timer before it', () => {
    const clock = new SimulatedClock()
    const fired: string[] = []
    const cancel = clock.after(10, () => fired.push('late'))
    clock.after(5, () => {
      fired.push('early')
      cancel()
    })
    clock.advance(100)
    expect(fired).toEqual(['early'])
    cancel()
  })
})
