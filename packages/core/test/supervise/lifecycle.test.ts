import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { moveInChart, movesSource } from '../../scripts/moves-source.ts'
import { lifecycle } from '../../src/supervise/lifecycle-chart.ts'
import {
  advance,
  isLive,
  leadsOn,
  type LifeEvent,
  type LifeState,
} from '../../src/supervise/lifecycle.ts'

const states = Object.keys(lifecycle.states) as LifeState[]
const events = lifecycle.events as LifeEvent[]

describe('advance()', () => {
  test.each<[LifeState, LifeEvent, LifeState, string]>([
    ['gone', 'begin', 'starting', 'start arm'],
    ['gone', 'back-off', 'backing-off', 'arm'],
    ['backing-off', 'elapsed', 'gone', 'disarm'],
    ['starting', 'progressed', 'starting', 'disarm arm'],
    ['starting', 'ready', 'ready', 'disarm up'],
    ['starting', 'elapsed', 'zombie', 'disarm kill arm'],
    ['ready', 'drain', 'draining', 'drain arm'],
    ['draining', 'drained', 'stopping', 'disarm stop arm'],
    ['stopping', 'elapsed', 'zombie', 'disarm kill arm'],
    ['zombie', 'exited', 'gone', 'disarm'],
    ['zombie', 'elapsed', 'overdue', 'disarm'],
    ['overdue', 'fence', 'gone', 'fence'],
  ])('%s on %s goes to %s and wants %s', (from, event, to, effects) => {
    expect(advance(from, event)).toEqual({ life: to, effects: effects.split(' ') })
  })

  test.each(states)('%s: every event leads where the chart says', (state) => {
    for (const event of events) expect(advance(state, event)).toEqual(moveInChart(state, event))
  })

  test('stands on the table that `scripts/write-moves.ts` writes today', () => {
    const written = new URL('../../src/supervise/lifecycle-moves.ts', import.meta.url)
    expect(readFileSync(written, 'utf8')).toBe(movesSource())
  })

  test.each(states)(
    '%s: an exit always ends a life that is live, and means nothing otherwise',
    (state) => {
      expect(advance(state, 'exited').life).toBe(isLive(state) ? 'gone' : state)
    },
  )

  test.each(states)('%s: a timer never outlives the state that armed it', (state) => {
    const arms = (life: LifeState): boolean =>
      states.some((from) =>
        events.some(
          (event) =>
            advance(from, event).life === life && advance(from, event).effects.at(-1) === 'arm',
        ),
      )
    for (const event of events) {
      const move = advance(state, event)
      if (move.life !== state) expect(move.effects[0] === 'disarm').toBe(arms(state))
    }
  })

  test('nothing is ready again once it was told to go', () => {
    for (const state of ['draining', 'stopping', 'zombie', 'overdue'] as const) {
      expect(advance(state, 'ready')).toEqual({ life: state, effects: [] })
    }
  })

  test('every state can be left, and every state can be reached', () => {
    const seen = new Set<LifeState>(['gone'])
    for (const state of seen) for (const event of events) seen.add(advance(state, event).life)
    expect([...seen].sort()).toEqual([...states].sort())
    for (const state of states)
      expect(events.some((event) => advance(state, event).life !== state)).toBe(true)
  })
})

describe('leadsOn()', () => {
  test.each(states)('%s: whether the chart wants anything done', (state) => {
    for (const event of events)
      expect(leadsOn(state, event)).toBe(moveInChart(state, event).effects.length > 0)
  })
})
