import { describe, expect, it } from 'vitest'
import { pool } from '../pool/pool.ts'
import { supervise } from '../supervise/supervise.ts'
import { seededRandom } from '../testing/seeded-random.ts'
import { Scripted } from './scripted.protocol.ts'
import { needs, rejection, stage, type Subject } from './subject.ts'

/** Delivery: what comes again, what comes once, and what never comes from a life that is over. */
export function describeDelivery({ scripted }: Subject): void {
  describe('delivery', () => {
    it('S266 what was not confirmed when its actor died is delivered to the next life', async () => {
      await using it = await stage(scripted(), { delivery: 'at-least-once' })
      const unconfirmed = it.actor.ask.wait('key')
      await it.actor.ask.echo('so that it has begun')
      await rejection(it.actor.ask.die({ how: 'fatal' }))
      await it.actor.ask.release('key')
      expect(await unconfirmed).toBe('key')
      const told = await it.event((event) => event.type === 'message' && event.operation === 'wait')
      expect(told).toMatchObject({ outcome: 'replied', redelivered: 1 })
    })

    it('S270 without delivery again, what was in work is lost and all others arrive', async () => {
      await using it = await stage(scripted())
      const lost = rejection(it.actor.ask.wait('key'))
      const crash = rejection(it.actor.ask.die({ how: 'fatal' }))
      for (let n = 0; n < 100; n++) it.actor.tell.note(n)
      expect(await it.actor.ask.told()).toEqual(Array.from({ length: 100 }, (_, n) => n))
      expect(await lost).toMatchObject({ code: 'down' })
      expect(await crash).toMatchObject({ code: 'thrown' })
    })

    it('S271 a message larger than every window arrives whole, and pieces arrive in order', async () => {
      await using it = await stage(scripted())
      const large = new Float64Array(2_500_000).map((_, n) => n)
      const back = (await it.actor.ask.echo(large)) as Float64Array
      expect(back).toHaveLength(large.length)
      expect(back.every((n, index) => n === index)).toBe(true)
      const pieces: number[] = []
      for await (const piece of it.actor.duplex.double(large.subarray(0, 500))) pieces.push(piece)
      expect(pieces).toEqual([...large.subarray(0, 500)].map((n) => 2 * n))
    })

    it('S266 large binaries arrive as they were sent while lives come and go', async () => {
      await using it = await stage(scripted(), { delivery: 'at-least-once', maxDeliveries: 100 })
      const lane = async (number: number): Promise<void> => {
        for (let n = number; n < 80; n += 4) {
          const back = (await it.actor.ask.echo(new Float32Array(50_000).fill(n))) as Float32Array
          expect([...new Set(back)]).toEqual([n])
        }
      }
      const lanes = Promise.all([0, 1, 2, 3].map(lane))
      for (let n = 0; n < 5; n++) await rejection(it.actor.ask.die({ how: 'fatal' }))
      await lanes
    })

    it('S272 work of a member that is gone for good goes to another, and is confirmed once', async () => {
      await using app = await supervise({
        children: {
          staff: pool(Scripted, scripted(), {
            size: 2,
            route: 'round-robin',
            restart: 'temporary',
            delivery: 'at-least-once',
          }),
        },
        log: false,
      })
      const { staff } = app.children
      let confirmed = 0
      const work = ['first', 'second'].map((key) =>
        staff.ask.wait(key).then((answer) => [++confirmed, answer]),
      )
      await Promise.all([staff.ask.echo(1), staff.ask.echo(2)])
      await rejection(staff.ask.die({ how: 'fatal' }))
      await staff.ask.release('second')
      await staff.ask.release('first')
      expect(await Promise.all(work)).toEqual([
        [2, 'first'],
        [1, 'second'],
      ])
    })

    it('J09 nothing of a life arrives after the news of its end', async () => {
      await using it = await stage(scripted(), {
        shutdown: 'brutal-kill',
        startTimeout: 'infinity',
      })
      const random = seededRandom(9)
      for (let life = 1; life <= 5; life++) {
        it.actor.ask.flood(`life ${life}`).catch(() => {})
        const lines = Math.ceil(random() * 400)
        await it.event(
          nth(lines, (event) => event.type === 'log' && event.message === `life ${life}`),
        )
        await it.app.stopChild('actor')
        await it.app.restartChild('actor')
      }
      let over = 0
      for (const event of it.events) {
        if (event.type === 'child-exited') over = event.incarnation
        if (event.type === 'log') expect(event.message).toBe(`life ${over + 1}`)
      }
      expect(over).toBe(5)
    })

    it('S227 J09 what was sent before an end by itself arrives before the news of it', async (context) => {
      needs(context, scripted(), 'surviveExit')
      await using it = await stage(scripted())
      const items = it.actor.stream.count({ to: 20 })
      const last = it.actor.ask.lastWords('exit')
      const read: number[] = []
      for await (const item of items) read.push(item)
      expect(await last).toBe('last words')
      expect(read).toEqual(Array.from({ length: 20 }, (_, n) => n))
    })
  })
}

function nth<T>(count: number, fits: (value: T) => boolean): (value: T) => boolean {
  let seen = 0
  return (value) => fits(value) && ++seen >= count
}
