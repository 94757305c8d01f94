import { describe, expect, it } from 'vitest'
import { child } from '../supervise/child.ts'
import { supervise } from '../supervise/supervise.ts'
import { Scripted } from './scripted.protocol.ts'
import { needs, rejection, stage, type Subject } from './subject.ts'

/** Stopping: in order, in time, by force, and what becomes of messages. */
export function describeStop({ scripted }: Subject): void {
  describe('stop', () => {
    it('S070 stops in reverse order', async () => {
      const gone: string[] = []
      const app = await supervise({
        children: {
          ch7: child(Scripted, scripted()),
          ch3: child(Scripted, scripted()),
          ch10: child(Scripted, scripted()),
        },
        log: false,
        inspect: (event) => event.type === 'child-exited' && gone.push(event.path),
      })
      expect(await app.stop()).toEqual({ type: 'shutdown' })
      expect(gone).toEqual(['app/ch10', 'app/ch3', 'app/ch7'])
    })

    it('S083 stops once, however often it is asked', async () => {
      const { app } = await stage(scripted())
      expect(await Promise.all([app.stop(), app.stop()])).toEqual([
        { type: 'shutdown' },
        { type: 'shutdown' },
      ])
      expect(await app.stop()).toEqual({ type: 'shutdown' })
    })

    it('S084 finishes what is in work', async () => {
      const { app, actor } = await stage(scripted())
      const answer = actor.ask.wait('key')
      await actor.ask.echo('so that it has begun')
      const released = actor.ask.release('key')
      await app.stop()
      expect(await answer).toBe('key')
      await released
    })

    it('S224 an ask to a stopped actor fails at once', async () => {
      const { app, actor } = await stage(scripted())
      await app.stop()
      expect(await rejection(actor.ask.echo(1))).toMatchObject({
        code: 'down',
        details: { reason: { type: 'shutdown' } },
      })
      expect(actor.tell.note(1)).toBe(false)
    })

    it('S194 a clean-up that throws is told and stops all the same', async () => {
      const { app, event } = await stage(scripted(), { options: { dispose: 'throw' } })
      const exit = event(({ type }) => type === 'child-exited')
      await app.stop()
      expect(await exit).toMatchObject({
        reason: { type: 'error', error: { message: 'clean-up failed on purpose' } },
      })
    })

    it('S073 kills what does not stop in time', async (context) => {
      needs(context, scripted(), 'preempt')
      const { app, event } = await stage(scripted(), {
        options: { dispose: 'hang' },
        shutdown: 200,
      })
      const exit = event(({ type }) => type === 'child-exited')
      await app.stop()
      expect(await exit).toMatchObject({ reason: { type: 'killed' } })
    })

    it('J06 kills an endless loop when it stops', async (context) => {
      needs(context, scripted(), 'preempt')
      const { app, actor, event } = await stage(scripted(), { shutdown: 200 })
      const lost = rejection(actor.ask.die({ how: 'loop' }))
      const exit = event(({ type }) => type === 'child-exited')
      await app.stop()
      expect(await exit).toMatchObject({ reason: { type: 'killed' } })
      expect(await lost).toMatchObject({ code: 'down' })
    })

    it('J08 kills what is blocked', async (context) => {
      needs(context, scripted(), 'preempt')
      const { app, actor } = await stage(scripted(), { shutdown: 200 })
      const lost = rejection(actor.ask.die({ how: 'block' }))
      await app.stop()
      expect(await lost).toMatchObject({ code: 'down' })
    })

    it('S081 a stop during the setup is heard there', async () => {
      const started: string[] = []
      const start = supervise({
        children: {
          ok: child(Scripted, scripted()),
          slow: child(Scripted, scripted(), {
            options: { setup: 'wait-for-stop' },
            startTimeout: 200,
          }),
        },
        log: false,
        inspect: (event) => event.type === 'child-exited' && started.push(event.path),
      })
      expect(await rejection(start)).toMatchObject({ code: 'start-failed' })
      expect(started).toEqual(['app/slow', 'app/ok'])
    })
  })
}
