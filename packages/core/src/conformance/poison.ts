import { describe, expect, it } from 'vitest'
import { systemClock } from '../clock.ts'
import type { InspectionEvent } from '../inspect.ts'
import type { Isolate } from '../isolate/isolate.ts'
import { pool, type PoolOptions } from '../pool/pool.ts'
import { supervise } from '../supervise/supervise.ts'
import { Scripted } from './scripted.protocol.ts'
import { needs, rejection, stage, type Subject } from './subject.ts'

async function staff(isolate: Isolate, options: PoolOptions<typeof Scripted>) {
  const events: InspectionEvent[] = []
  const app = await supervise({
    children: { staff: pool(Scripted, isolate, { backoff: { min: 0, max: 0 }, ...options }) },
    log: false,
    inspect: (event) => events.push(event),
  })
  const exits = (): { path: string; type: string }[] =>
    events.flatMap((event) =>
      event.type === 'child-exited' ? [{ path: event.path, type: event.reason.type }] : [],
    )
  return { app, staff: app.children.staff, exits }
}

/** Messages that kill, and actors that are stuck. */
export function describePoison({ scripted }: Subject): void {
  describe('poison', () => {
    it('S236 after a fatal message the next ones are handled without another stimulus', async () => {
      const { app, staff: one, exits } = await staff(scripted(), { size: 1 })
      const busy = rejection(one.ask.wait('never released'))
      const boom = rejection(one.ask.die({ how: 'fatal' }))
      const sums = await Promise.all([1, 1, 1, 1, 1].map((by) => one.ask.add(by)))
      expect(await busy).toMatchObject({ code: 'down' })
      expect(await boom).toMatchObject({ code: 'thrown' })
      expect(sums).toEqual([1, 2, 3, 4, 5])
      expect(exits()).toEqual([{ path: 'app/staff/0', type: 'error' }])
      await app.stop()
    })

    it('S237 S238 work that ends its actor is tried again as often as is said, then parked', async (context) => {
      needs(context, scripted(), 'surviveExit')
      await using it = await stage(scripted(), { delivery: 'at-least-once', maxDeliveries: 2 })
      expect(await rejection(it.actor.ask.die({ how: 'exit' }))).toMatchObject({
        code: 'poison',
        details: { deliveries: 2 },
      })
      const letters = it.events.filter(({ type }) => type === 'dead-letter')
      expect(letters).toMatchObject([{ operation: 'die', message: { how: 'exit' } }])
      const exits = it.events.filter(({ type }) => type === 'child-exited')
      expect(exits).toHaveLength(2)
      expect(await it.actor.ask.echo('serves on')).toBe('serves on')
    })

    it('S239 stuck actors are found and replaced', async (context) => {
      needs(context, scripted(), 'preempt')
      const stuck = { size: 3, stallTimeout: 300, route: 'round-robin' } as const
      const { app, staff: three, exits } = await staff(scripted(), stuck)
      const lost = await Promise.all([0, 1, 2].map(() => rejection(three.ask.die({ how: 'loop' }))))
      for (const error of lost) {
        expect(error).toMatchObject({ code: 'down', details: { reason: { type: 'stalled' } } })
      }
      expect(
        exits()
          .map(({ path, type }) => `${path} ${type}`)
          .sort(),
      ).toEqual(['app/staff/0 stalled', 'app/staff/1 stalled', 'app/staff/2 stalled'])
      expect(await three.ask.echo('again')).toBe('again')
      await app.stop()
    })

    it('S240 long work that says so is not taken for stuck', async () => {
      await using it = await stage(scripted(), { stallTimeout: 200 })
      expect(await it.actor.ask.work(800)).toBe('done')
      expect(it.events.filter(({ type }) => type === 'child-exited')).toEqual([])
    })

    it('J19 S240 a host that was blocked does not take for stuck who worked meanwhile', async (context) => {
      needs(context, scripted(), 'preempt')
      await using it = await stage(scripted(), { stallTimeout: 200 })
      const work = it.actor.ask.work(1_500)
      await it.actor.ask.echo('so that it has begun')
      const end = systemClock.now() + 800
      while (systemClock.now() < end);
      expect(await work).toBe('done')
      expect(it.events.filter(({ type }) => type === 'child-exited')).toEqual([])
    })
  })
}
