import { describe, expect, it } from 'vitest'
import {
  actor,
  ask,
  child,
  type InspectionEvent,
  memory,
  pool,
  protocol,
  supervise,
  tell,
} from '../../src/index.ts'
import { SimulatedClock } from '../../src/testing/simulated-clock.ts'
import { rejection } from '../support/rejection.ts'
import { settled } from '../support/sink.ts'

const Worker = protocol('worker', {
  work: ask<number, number>(),
  boom: ask<number, void>(),
  note: tell<number>(),
  hang: ask<void, void>(),
  flaky: ask<void, number>(),
  long: ask<void, string>(),
})

/** Workers whose handling of every message the test sees, on a clock that stands still. */
async function staff(
  options: Partial<Parameters<typeof child<typeof Worker>>[2]> = {},
  size?: number,
) {
  const clock = new BlockableClock()
  const handled: string[] = []
  const events: InspectionEvent[] = []
  const worker = actor(
    Worker,
    () => {
      const see = (what: string): void => void handled.push(what)
      return {
        work: (n) => (see(`work ${n}`), n),
        note: (n) => see(`note ${n}`),
        hang: () => new Promise(() => {}),
        flaky(_, { redelivered }) {
          see(`flaky.${redelivered}`)
          return redelivered === 0 ? new Promise(() => {}) : redelivered
        },
        boom(n, { redelivered }) {
          see(`boom ${n}.${redelivered}`)
          throw new Error('boom')
        },
        async long(_, call) {
          for (let n = 0; n < 10; n++) {
            call.heartbeat()
            await new Promise<void>((resolve) => void clock.after(80, resolve))
          }
          return 'done'
        },
      }
    },
    { onFailure: () => 'restart' },
  )
  const each = { backoff: { min: 0, max: 0 }, shutdown: 0, ...options }
  const app = await supervise({
    restarts: { max: 10, within: 1_000 },
    children: {
      worker:
        size === undefined
          ? child(Worker, memory(worker), each)
          : pool(Worker, memory(worker), { ...each, size, restarts: { max: 10, within: 1_000 } }),
    },
    log: false,
    clock,
    inspect: (event) => events.push(event),
  })
  return {
    app,
    clock,
    worker: app.children.worker,
    handled,
    exits: () =>
      events.flatMap((event) =>
        event.type === 'child-exited' ? [`${event.path} ${event.reason.type}`] : [],
      ),
    letters: () =>
      events.flatMap((event) =>
        event.type === 'dead-letter' ? [`${event.operation} ${event.error.code}`] : [],
      ),
  }
}

describe('a message that kills its actor', () => {
  it.each([[undefined], [1]])(
    'S236 is not tried again; those behind it are handled once, by the next life (pool of %s)',
    async (size) => {
      const { app, worker, handled } = await staff({}, size)
      const boom = rejection(worker.ask.boom(1))
      for (const n of [1, 2, 3, 4]) worker.tell.note(n)
      expect(await worker.ask.work(5)).toBe(5)
      expect(await boom).toMatchObject({ code: 'thrown' })
      expect(handled).toEqual(['boom 1.0', 'note 1', 'note 2', 'note 3', 'note 4', 'work 5'])
      await app.stop()
    },
  )

  it('S236 what came in the same packet as the fatal message has not begun in the life that it ended', async () => {
    const handled: string[] = []
    const life = { count: 0 }
    const Many = protocol('many', { boom: ask<void, void>(), note: tell<number>() })
    const many = actor(
      Many,
      () => {
        const name = `life ${++life.count}`
        return {
          boom() {
            throw new Error('boom')
          },
          note: (n) => void handled.push(`${name} note ${n}`),
        }
      },
      { concurrency: 100, onFailure: () => 'restart' },
    )
    await using app = await supervise({
      children: { many: child(Many, memory(many), { backoff: { min: 0 } }) },
      log: false,
    })
    const boom = rejection(app.children.many.ask.boom())
    for (const n of [1, 2, 3]) app.children.many.tell.note(n)
    await boom
    await expect.poll(() => handled.length).toBeGreaterThanOrEqual(3)
    expect(handled).toEqual(['life 2 note 1', 'life 2 note 2', 'life 2 note 3'])
  })

  it('S238 is tried again where two deliveries are allowed, and knows it', async () => {
    const again = { delivery: 'at-least-once', maxDeliveries: 2, stallTimeout: 100 } as const
    const { app, clock, worker, handled } = await staff(again)
    const flaky = worker.ask.flaky()
    await settled()
    clock.advance(100)
    expect(await flaky).toBe(1)
    expect(handled).toEqual(['flaky.0', 'flaky.1'])
    await app.stop()
  })

  it('S237 is parked after so many deaths, and what waits behind it is handled', async () => {
    const again = { delivery: 'at-least-once', maxDeliveries: 3, stallTimeout: 100 } as const
    const { app, clock, worker, letters, exits } = await staff(again)
    const hang = rejection(worker.ask.hang())
    const behind = worker.ask.work(1)
    for (let life = 0; life < 3; life++) {
      await settled()
      clock.advance(100)
    }
    expect(await hang).toMatchObject({ code: 'poison', details: { deliveries: 3 } })
    expect(await behind).toBe(1)
    expect(letters()).toEqual(['hang poison'])
    expect(exits()).toHaveLength(3)
    await app.stop()
  })
})

describe('an actor that is stuck', () => {
  it('S239 is found by the time its work takes, each member of a pool for itself, and replaced', async () => {
    const { app, clock, worker, exits } = await staff({ stallTimeout: 50 }, 3)
    const lost = [1, 2, 3].map(() => rejection(worker.ask.hang()))
    await settled()
    clock.advance(50)
    for (const error of await Promise.all(lost)) {
      expect(error).toMatchObject({ code: 'down', details: { reason: { type: 'stalled' } } })
    }
    expect(exits()).toEqual(['0', '1', '2'].map((id) => `app/worker/${id} stalled`))
    expect(await worker.ask.work(1)).toBe(1)
    await app.stop()
  })

  it('S240 is not one that says that it works on, however long that takes', async () => {
    const { app, clock, worker, exits } = await staff({ stallTimeout: 100 })
    const long = worker.ask.long()
    for (let step = 0; step < 20; step++) {
      await settled()
      clock.advance(40)
    }
    expect(await long).toBe('done')
    expect([clock.now(), exits()]).toEqual([800, []])
    await app.stop()
  })

  it('S240 is not one that has nothing to do', async () => {
    const { app, clock, worker, exits } = await staff({ stallTimeout: 100 })
    await worker.ask.work(1)
    clock.advance(1e6)
    await settled()
    expect(exits()).toEqual([])
    await app.stop()
  })

  it('J19 is not one whose host was blocked: a look that comes late is no evidence', async () => {
    const { app, clock, worker, exits } = await staff({ stallTimeout: 100 })
    const hang = rejection(worker.ask.hang())
    await settled()
    clock.block(1_000)
    await settled()
    expect(exits()).toEqual([])
    clock.advance(100)
    expect(await hang).toMatchObject({ details: { reason: { type: 'stalled' } } })
    await app.stop()
  })
})

/** A clock whose timers can all be late, as those of a blocked thread are. */
class BlockableClock extends SimulatedClock {
  #late = 0

  override now(): number {
    return super.now() + this.#late
  }

  block(milliseconds: number): void {
    this.#late += milliseconds
    this.advance(0)
    this.advance(100)
  }
}
