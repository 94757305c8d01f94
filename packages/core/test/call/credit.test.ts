import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Allowance, Credit, streamWindow } from '../../src/call/credit.ts'
import { settled } from '../support/sink.ts'

describe('Credit', () => {
  it('is never used beyond what was granted', () => {
    fc.assert(
      fc.property(
        fc.nat(5),
        fc.array(fc.oneof(fc.constant('use' as const), fc.nat(5)), { maxLength: 50 }),
        (initial, steps) => {
          const credit = new Credit(initial)
          let granted = initial
          let used = 0
          for (const step of steps) {
            if (step === 'use') {
              const may = credit.use()
              expect(may).toBe(used < granted)
              if (may) used++
            } else {
              credit.grant(step)
              granted += step
            }
            expect(credit.left).toBe(granted - used)
          }
        },
      ),
    )
  })

  it('some() resolves when there is some, not before', async () => {
    const credit = new Credit(0)
    let there = false
    const some = credit.some().then(() => (there = true))
    credit.grant(0)
    await settled()
    expect(there).toBe(false)
    credit.grant(1)
    await some
    await credit.some()
  })
})

/** A sender that always sends what it may, and a reader of what came. */
function flow() {
  const allowance = new Allowance()
  let window = streamWindow
  let unread = 0
  let credit = streamWindow
  const grant = (items: number): void => void (credit += items)
  return {
    /** What may be under way or wait to be read. */
    get window() {
      return window
    },
    /** What the sender may still send. */
    get credit() {
      return credit
    },
    get unread() {
      return unread
    },
    /** The sender sends, up to so many. */
    send(most = Infinity) {
      const sent = Math.min(most, credit)
      credit -= sent
      unread += sent
      window = unread + credit
    },
    /** The reader reads, up to so many, and waits where it wants more than there is. */
    read(most: number, bytes: number) {
      for (let n = 0; n < most; n++) {
        if (unread === 0) return grant(allowance.waits())
        unread--
        grant(allowance.consumed(bytes))
      }
    },
  }
}

type Flow = ReturnType<typeof flow>

/** So many times the reader empties what the sender could send, and waits. */
function race(flow: Flow, times: number, bytes: number): void {
  for (let n = 0; n < times; n++) {
    flow.send()
    flow.read(Infinity, bytes)
  }
  flow.send()
}

describe('Allowance', () => {
  const steps = fc.array(
    fc.record({ send: fc.nat(100), read: fc.nat(100), bytes: fc.nat(100_000) }),
    { maxLength: 100 },
  )

  it('never grants more than the largest window, and leaves no sender without credit for ever', () => {
    fc.assert(
      fc.property(steps, (steps) => {
        const one = flow()
        for (const { send, read, bytes } of steps) {
          one.send(send)
          one.read(read, bytes)
          expect(one.unread + one.credit).toBeLessThanOrEqual(1_024)
        }
        one.read(one.unread, 1)
        expect(one.credit).toBeGreaterThan(streamWindow / 2)
      }),
    )
  })

  it('stays as it is while the reader is the slower one', () => {
    const slow = flow()
    for (let n = 0; n < 1_000; n++) {
      slow.send()
      slow.read(7, 1)
      expect(slow.unread + slow.credit).toBeLessThanOrEqual(streamWindow)
    }
  })

  it('stays as it is while the sender is the slower one', () => {
    const slow = flow()
    for (let n = 0; n < 1_000; n++) {
      slow.send(7)
      slow.read(Infinity, 1)
      expect(slow.unread + slow.credit).toBeLessThanOrEqual(streamWindow)
    }
  })

  it('grows twofold each time the reader waits for a sender that has used up what it got', () => {
    const fast = flow()
    const windows = Array.from({ length: 7 }, () => {
      race(fast, 1, 100)
      return fast.window
    })
    expect(windows).toEqual([64, 128, 256, 512, 1_024, 1_024, 1_024])
  })

  it('grows as far as half of it weighs 256 KiB', () => {
    const windowAfter = (bytes: number): number => {
      const fast = flow()
      race(fast, 20, bytes)
      return fast.window
    }
    expect(windowAfter(1_024)).toBe(512)
    expect(windowAfter(8_192)).toBe(64)
    expect(windowAfter(8_193)).toBe(32)
    expect(windowAfter(10_000_000)).toBe(32)
  })

  it('shrinks again when items become heavy', () => {
    const changing = flow()
    race(changing, 20, 10)
    expect(changing.window).toBe(1_024)
    race(changing, 20, 1_000_000)
    expect(changing.window).toBe(streamWindow)
  })
})
