import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Allowance, Credit } from '../../src/call/credit.ts'
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

describe('Allowance', () => {
  it('grants back exactly what was consumed, late by less than half a window, and never lets the sender starve', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100 }), fc.nat(1_000), (window, items) => {
        const allowance = new Allowance(window)
        const credit = new Credit(window)
        let granted = 0
        for (let consumed = 1; consumed <= items; consumed++) {
          expect(credit.use()).toBe(true)
          const grant = allowance.consumed()
          granted += grant
          credit.grant(grant)
          expect(granted).toBeLessThanOrEqual(consumed)
          expect(consumed - granted).toBeLessThan(Math.max(1, window / 2))
        }
      }),
    )
  })
})
