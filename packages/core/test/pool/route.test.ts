import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { choose, type Candidate, type Route } from '../../src/pool/route.ts'

const candidate = fc
  .record({ load: fc.nat(5), up: fc.boolean(), gone: fc.boolean() })
  .map((one): Candidate => ({ ...one, up: one.up && !one.gone }))
const candidates = fc.array(candidate, { minLength: 1, maxLength: 8 })
const route = fc.constantFrom<Route>('round-robin', 'least-busy', 'random')
const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })

describe('choose()', () => {
  it('chooses one that is up where there is one, otherwise one that comes back, otherwise any', () => {
    fc.assert(
      fc.property(
        route,
        candidates,
        fc.integer({ min: -1, max: 7 }),
        random,
        (route, all, last, number) => {
          const chosen = all[choose(route, all, last % all.length, () => number)]!
          expect(chosen).toBeDefined()
          if (all.some(({ up }) => up)) expect(chosen.up).toBe(true)
          else if (all.some(({ gone }) => !gone)) expect(chosen.gone).toBe(false)
        },
      ),
    )
  })

  it('least-busy: nobody who may be chosen has less to do', () => {
    fc.assert(
      fc.property(candidates, fc.integer({ min: -1, max: 7 }), random, (all, last, number) => {
        const chosen = all[choose('least-busy', all, last % all.length, () => number)]!
        for (const other of all.filter(
          ({ up, gone }) => up === chosen.up && gone === chosen.gone,
        )) {
          expect(chosen.load).toBeLessThanOrEqual(other.load)
        }
      }),
    )
  })

  it.each(['round-robin', 'least-busy'] as const)(
    '%s: gives each of n idle members one of n messages',
    (route) => {
      fc.assert(
        fc.property(
          fc.integer({ min: 1, max: 8 }),
          fc.integer({ min: -1, max: 7 }),
          (size, from) => {
            const all = Array.from({ length: size }, (): Candidate => ({
              load: 0,
              up: true,
              gone: false,
            }))
            const chosen = new Set<number>()
            for (let n = 0, last = from % size; n < size; n++)
              chosen.add((last = choose(route, all, last, () => 0)))
            expect(chosen.size).toBe(size)
          },
        ),
      )
    },
  )

  it('S247 round-robin goes on behind the last one when members come and go', () => {
    const up = { load: 0, up: true, gone: false }
    const down = { load: 0, up: false, gone: true }
    expect(choose('round-robin', [up, down, up], 1, () => 0)).toBe(2)
    expect(choose('round-robin', [up, down, up], 2, () => 0)).toBe(0)
    expect(choose('round-robin', [up, down, up], 0, () => 0)).toBe(2)
  })

  it('random: takes each share of the number for one member', () => {
    const all = Array.from({ length: 4 }, (): Candidate => ({ load: 0, up: true, gone: false }))
    expect([0, 0.25, 0.5, 0.999].map((number) => choose('random', all, -1, () => number))).toEqual([
      0, 1, 2, 3,
    ])
  })
})
