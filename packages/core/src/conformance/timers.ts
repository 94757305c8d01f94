import { describe, expect, it } from 'vitest'
import { rejection, stage, type Subject } from './subject.ts'

/** Timers that an actor sets: they are the isolate's own, and end with the life that set them. */
export function describeTimers({ scripted }: Subject): void {
  describe('timers', () => {
    it('S209 a timer of an old life never reaches the next', async () => {
      await using it = await stage(scripted())
      await it.actor.ask.remind({ value: 'old', milliseconds: 60 })
      await it.actor.ask.remind({ value: 'old, again and again', milliseconds: 20, every: true })
      await rejection(it.actor.ask.die({ how: 'fatal' }))
      const before = await it.actor.ask.told()
      await it.actor.ask.remind({ value: 'new', milliseconds: 150 })
      await expect.poll(() => it.actor.ask.told()).toContain('new')
      expect((await it.actor.ask.told()).slice(before.length)).toEqual(['new'])
    })

    it('S211 no timer ticks on after a stop', async () => {
      await using other = await stage(scripted())
      const it = await stage(scripted())
      await it.actor.ask.remind({ value: 'tick', milliseconds: 10, every: true })
      await expect.poll(() => it.actor.ask.told()).toContain('tick')
      await it.app.stop()
      const count = it.events.length
      await other.actor.ask.work(100)
      expect(it.events.slice(count)).toEqual([])
    })
  })
}
