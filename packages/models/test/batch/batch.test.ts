import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { batch, type BatchEvent, type BatchState, idle } from '../../src/batch/batch.ts'

const add = (id: number, size = 1, key = 'a'): BatchEvent => ({ type: 'add', id, key, size })

/** Lets events happen at time 0, and gives what is wanted after each. */
function play(events: BatchEvent[], options = { maxSize: 4 }) {
  let state: BatchState = idle
  return events.map((event) => {
    const [next, commands] = batch(state, event, 0, options)
    state = next
    return commands
  })
}

describe('batch()', () => {
  test('batch() computes a lone run at once', () => {
    expect(play([add(1)])).toEqual([[{ type: 'run', ids: [1] }]])
  })

  test('batch() puts together what came while something was computed', () => {
    expect(play([add(1), add(2), add(3), { type: 'done' }])).toEqual([
      [{ type: 'run', ids: [1] }],
      [],
      [],
      [{ type: 'run', ids: [2, 3] }],
    ])
  })

  test('batch() takes no more rows than maxSize, but a run that is too big alone', () => {
    const events = [add(1), add(2, 3), add(3, 2), add(4, 9), { type: 'done' } as const]
    const more: BatchEvent[] = [{ type: 'done' }, { type: 'done' }]
    expect(play([...events, ...more]).slice(-3)).toEqual([
      [{ type: 'run', ids: [2] }],
      [{ type: 'run', ids: [3] }],
      [{ type: 'run', ids: [4] }],
    ])
  })

  test('batch() keeps keys apart; the one that has waited longest goes first', () => {
    const events = [
      add(1),
      add(2, 1, 'b'),
      add(3),
      add(4, 1, 'b'),
      { type: 'done' } as const,
      { type: 'done' } as const,
    ]
    expect(play(events).slice(-2)).toEqual([
      [{ type: 'run', ids: [2, 4] }],
      [{ type: 'run', ids: [3] }],
    ])
  })

  test('batch() waits at most maxDelay for others, and not when it is full', () => {
    const options = { maxSize: 2, maxDelay: 5 }
    const [waiting, wake] = batch(idle, add(1), 100, options)
    expect(wake).toEqual([{ type: 'wake', at: 105 }])
    expect(batch(waiting, { type: 'tick' }, 104, options)[1]).toEqual([{ type: 'wake', at: 105 }])
    expect(batch(waiting, { type: 'tick' }, 105, options)[1]).toEqual([{ type: 'run', ids: [1] }])
    expect(batch(waiting, add(2), 101, options)[1]).toEqual([{ type: 'run', ids: [1, 2] }])
  })

  test('batch() computes every run exactly once, in order within its key, one batch at a time', () => {
    const step = fc.oneof(
      fc.record({
        type: fc.constant('add' as const),
        size: fc.nat(5),
        key: fc.constantFrom('a', 'b'),
      }),
      fc.constant({ type: 'done' as const }),
      fc.record({ type: fc.constant('tick' as const), after: fc.nat(10) }),
    )
    fc.assert(
      fc.property(
        fc.array(step),
        fc.integer({ min: 1, max: 6 }),
        fc.nat(8),
        (steps, maxSize, maxDelay) => {
          let state: BatchState = idle
          let now = 0
          let running = 0
          const keys: string[] = []
          const done: number[] = []
          const happen = (event: BatchEvent): void => {
            const [next, commands] = batch(state, event, now, { maxSize, maxDelay })
            state = next
            for (const command of commands) {
              if (command.type === 'wake') expect(command.at).toBeGreaterThan(now)
              else {
                expect(++running).toBe(1)
                expect(new Set(command.ids.map((id) => keys[id])).size).toBe(1)
                done.push(...command.ids)
              }
            }
          }
          const finish = (): void => {
            if (running === 0) return
            running--
            happen({ type: 'done' })
          }
          for (const each of steps) {
            if (each.type === 'add') happen({ ...each, id: keys.push(each.key) - 1 })
            else if (each.type === 'done') finish()
            else {
              now += each.after
              happen({ type: 'tick' })
            }
          }
          for (let round = 0; round <= 2 * keys.length; round++) {
            now += maxDelay
            happen({ type: 'tick' })
            finish()
          }
          expect([...done].sort((a, b) => a - b)).toEqual(keys.map((_, id) => id))
          for (const key of ['a', 'b']) {
            const ofKey = done.filter((id) => keys[id] === key)
            expect(ofKey).toEqual([...ofKey].sort((a, b) => a - b))
          }
        },
      ),
    )
  })
})
