import { describe, expect, test } from 'vitest'
import { systemClock } from '@troupe/core'
import { SimulatedClock } from '@troupe/core/testing'
import { pageClock } from '../src/page-clock.ts'

/** A page whose rest and return are told by the test. */
function stage() {
  const page = { window: new EventTarget(), document: new EventTarget() }
  const time = new SimulatedClock()
  const clock = pageClock(page, time)
  const fired: number[] = []
  return {
    clock,
    time,
    fired,
    /** Notes the page's time when a task of the clock runs. */
    after: (milliseconds: number) => clock.after(milliseconds, () => fired.push(clock.now())),
    freeze: () => page.document.dispatchEvent(new Event('freeze')),
    resume: () => page.document.dispatchEvent(new Event('resume')),
    hide: (persisted: boolean) =>
      page.window.dispatchEvent(Object.assign(new Event('pagehide'), { persisted })),
    show: () => page.window.dispatchEvent(new Event('pageshow')),
  }
}

describe('pageClock()', () => {
  test('pageClock() runs as its clock does while the page lives', () => {
    const it = stage()
    it.after(100)
    it.time.advance(99)
    expect([it.clock.now(), it.fired]).toEqual([99, []])
    it.time.advance(1)
    expect(it.fired).toEqual([100])
  })

  test.each([
    ['frozen', 'freeze', 'resume'],
    ['in the back/forward cache', 'hide', 'show'],
  ] as const)('J18 pageClock() stands still while the page is %s', (_, rest, go) => {
    const it = stage()
    it.after(100)
    it.time.advance(40)
    it[rest](true)
    it.time.advance(5_000)
    expect([it.clock.now(), it.fired]).toEqual([40, []])
    it[go]()
    expect([it.clock.now(), it.fired]).toEqual([40, []])
    it.time.advance(59)
    expect(it.fired).toEqual([])
    it.time.advance(1)
    expect(it.fired).toEqual([100])
  })

  test('J18 pageClock() is not misled by a page that tells of its rest twice', () => {
    const it = stage()
    it.hide(true)
    it.time.advance(10)
    it.freeze()
    it.time.advance(10)
    it.resume()
    it.time.advance(10)
    it.show()
    expect(it.clock.now()).toBe(10)
  })

  test('J18 pageClock() runs what was due only after its return, in order', () => {
    const it = stage()
    const order: string[] = []
    it.clock.after(20, () => order.push('second'))
    it.clock.after(10, () => order.push('first'))
    it.freeze()
    it.time.advance(1_000)
    it.resume()
    expect(order).toEqual([])
    it.time.advance(20)
    expect(order).toEqual(['first', 'second'])
  })

  test('pageClock() cancels, at rest too', () => {
    const it = stage()
    const cancel = it.after(10)
    it.after(10)()
    it.freeze()
    it.time.advance(100)
    cancel()
    it.resume()
    it.time.advance(100)
    expect(it.fired).toEqual([])
  })

  test('pageClock() takes no notice of a page that leaves for good', () => {
    const it = stage()
    it.hide(false)
    it.time.advance(10)
    expect(it.clock.now()).toBe(10)
  })

  test('pageClock() is the runtime’s own where there is no page', () => {
    expect(pageClock()).toBe(systemClock)
  })
})
