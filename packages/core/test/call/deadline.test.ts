import { describe, expect, it } from 'vitest'
import { Expiring } from '../../src/call/deadline.ts'
import type { Clock } from '../../src/clock.ts'
import { SimulatedClock } from '../../src/testing/simulated-clock.ts'
import { collect } from '../support/collect.ts'
import { settled } from '../support/sink.ts'

/** A clock whose owner can be frozen: time passes, and nothing is called until it is over. */
function freezing() {
  const simulated = new SimulatedClock()
  let lost = 0
  const clock: Clock = {
    now: () => simulated.now() + lost,
    after: (milliseconds, task) => simulated.after(milliseconds, task),
  }
  const expired: string[] = []
  class Named extends Expiring {
    readonly name: string
    readonly then: () => void

    constructor(name: string, then: () => void) {
      super()
      this.name = name
      this.then = then
    }

    override expire(meant: number): void {
      expired.push(`${this.name} after ${meant}`)
      this.then()
    }
  }
  const begin = (name: string, milliseconds: number, then = (): void => {}): Expiring => {
    const named = new Named(name, then)
    named.startDeadline(clock, milliseconds)
    return named
  }
  return {
    simulated,
    expired,
    begin,
    freeze: (milliseconds: number) => void (lost += milliseconds),
  }
}

describe('a deadline', () => {
  it('expires each when it is due, in order, with one timer for all of one length', () => {
    const { simulated, expired, begin } = freezing()
    begin('a', 100)
    simulated.advance(30)
    begin('b', 100)
    begin('c', 100)
    expect(simulated.pending).toBe(1)
    simulated.advance(69)
    expect(expired).toEqual([])
    simulated.advance(1)
    expect(expired).toEqual(['a after 100'])
    simulated.advance(29)
    expect(expired).toHaveLength(1)
    simulated.advance(1)
    expect(expired).toEqual(['a after 100', 'b after 100', 'c after 100'])
    expect(simulated.pending).toBe(0)
  })

  it('keeps lengths and clocks apart', () => {
    const one = freezing()
    const other = freezing()
    one.begin('long', 200)
    one.begin('short', 50)
    other.begin('of another clock', 50)
    one.simulated.advance(50)
    expect([one.expired, other.expired]).toEqual([['short after 50'], []])
    one.simulated.advance(150)
    expect(one.expired).toEqual(['short after 50', 'long after 200'])
  })

  it.each([
    [[0], 'bc'],
    [[1], 'ac'],
    [[2], 'ab'],
    [[0, 1], 'c'],
    [[2, 1], 'a'],
    [[1, 0, 2], ''],
  ])('expires those that have not ended, where %j have', (ended, left) => {
    const { simulated, expired, begin } = freezing()
    const all = ['a', 'b', 'c'].map((name) => begin(name, 100))
    for (const index of ended) all[index]!.endDeadline()
    expect(simulated.pending).toBe(left === '' ? 0 : 1)
    simulated.advance(100)
    expect(expired.map(([name]) => name).join('')).toBe(left)
    expect(simulated.pending).toBe(0)
  })

  it('may end twice, also after it expired, and takes no other along', () => {
    const { simulated, expired, begin } = freezing()
    const first = begin('a', 100)
    begin('b', 100)
    first.endDeadline()
    first.endDeadline()
    simulated.advance(50)
    const late = begin('c', 100)
    simulated.advance(50)
    expect(expired).toEqual(['b after 100'])
    simulated.advance(50)
    late.endDeadline()
    begin('d', 100)
    late.endDeadline()
    simulated.advance(100)
    expect(expired).toEqual(['b after 100', 'c after 100', 'd after 100'])
  })

  it('lets what expires end others of the same moment, and begin anew', () => {
    const { simulated, expired, begin } = freezing()
    begin('a', 100, () => {
      second.endDeadline()
      begin('again', 100)
    })
    const second = begin('b', 100)
    begin('c', 100)
    simulated.advance(100)
    expect(expired).toEqual(['a after 100', 'c after 100'])
    expect(simulated.pending).toBe(1)
    simulated.advance(100)
    expect(expired.at(-1)).toBe('again after 100')
    expect(simulated.pending).toBe(0)
  })

  it('has one timer where what expires last begins another', () => {
    const { simulated, begin } = freezing()
    begin('a', 100, () => void begin('b', 100))
    simulated.advance(100)
    expect(simulated.pending).toBe(1)
  })

  it('J18 gives back what was lost while this side was blocked, and no more than it was', () => {
    for (const [lost, back] of [
      [500, 500],
      [700, 700],
      [60_000, 1_000],
    ] as const) {
      const { simulated, expired, begin, freeze } = freezing()
      begin('a', 1_000)
      freeze(lost)
      simulated.advance(1_000)
      simulated.advance(back - 1)
      expect(expired).toEqual([])
      simulated.advance(1)
      expect(expired).toEqual(['a after 1000'])
    }
  })

  it('expires at once where its timer is a little late only', () => {
    const { simulated, expired, begin, freeze } = freezing()
    begin('a', 1_000)
    freeze(499)
    simulated.advance(1_000)
    expect(expired).toEqual(['a after 1000'])
  })

  it('J18 may end in the time that was given back', () => {
    const { simulated, expired, begin, freeze } = freezing()
    const first = begin('a', 1_000)
    freeze(5_000)
    simulated.advance(1_000)
    expect(simulated.pending).toBe(1)
    first.endDeadline()
    expect(simulated.pending).toBe(0)
    simulated.advance(10_000)
    expect(expired).toEqual([])
  })

  it('goes on with lengths that are under way, however many others there were', () => {
    const { simulated, expired, begin } = freezing()
    begin('kept', 1_000)
    for (let length = 1; length <= 200; length++) begin('over', length).endDeadline()
    begin('later', 1_000)
    expect(simulated.pending).toBe(1)
    simulated.advance(1_000)
    expect(expired).toEqual(['kept after 1000', 'later after 1000'])
  })

  it.each([
    [10, 10],
    [1_000, 64],
  ])('of %d lengths by which nothing goes any more, %d are known', async (lengths, known) => {
    const tasks: WeakRef<() => void>[] = []
    const clock: Clock = {
      now: () => 0,
      after(_, task) {
        tasks.push(new WeakRef(task))
        return () => {}
      },
    }
    class Silent extends Expiring {
      override expire(): void {}
    }
    const under = Array.from({ length: lengths }, (_, length) => {
      const silent = new Silent()
      silent.startDeadline(clock, length)
      return silent
    })
    for (const silent of under) silent.endDeadline()
    // What a weak reference gave stays until the end of the turn.
    await settled()
    collect()
    expect(tasks.filter((task) => task.deref() !== undefined)).toHaveLength(known)
  })
})
