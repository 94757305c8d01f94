import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Turn, Turns } from '../../src/actor/turns.ts'
import { settled } from '../support/sink.ts'

describe('Turns', () => {
  it('lets in at most so many, in the order in which they came', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5 }),
        fc.array(fc.boolean(), { maxLength: 60 }),
        (concurrency, steps) => {
          const turns = new Turns(concurrency)
          const entered: number[] = []
          let came = 0
          let inside = 0
          for (const comes of steps) {
            if (comes) {
              const n = came++
              turns.take(() => {
                entered.push(n)
                inside++
              })
            } else if (inside > 0) {
              inside--
              turns.give()
            }
            expect(inside).toBe(Math.min(concurrency, inside + came - entered.length))
            expect(entered).toEqual(Array.from({ length: entered.length }, (_, n) => n))
          }
        },
      ),
    )
  })

  it('does not nest, however many short turns follow each other', () => {
    const turns = new Turns(1)
    let done = 0
    turns.take(() => {})
    for (let n = 0; n < 100_000; n++) {
      turns.take(() => {
        done++
        turns.give()
      })
    }
    turns.give()
    expect(done).toBe(100_000)
  })
})

describe('Turn', () => {
  it('lets others in while it waits without, and comes back in its turn', async () => {
    const turns = new Turns(1)
    const turn = new Turn(turns)
    const order: string[] = []
    await turn.take()
    let go: (() => void) | undefined
    const back = turn
      .without(new Promise<void>((resolve) => (go = resolve)))
      .then(() => order.push('back'))
    turns.take(() => order.push('other'))
    go!()
    await settled()
    expect(order).toEqual(['other'])
    turns.give()
    await back
    expect(order).toEqual(['other', 'back'])
  })

  it('comes back also when what it waited for failed', async () => {
    const turns = new Turns(1)
    const turn = new Turn(turns)
    await turn.take()
    await expect(turn.without(Promise.reject(new Error('no')))).rejects.toThrow('no')
    let entered = false
    turns.take(() => (entered = true))
    expect(entered).toBe(false)
    turn.give()
    turn.give()
    expect(entered).toBe(true)
  })
})
