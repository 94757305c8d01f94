import { describe, expect, it } from 'vitest'
import type { ActorRef } from '../actor/ref.ts'
import type { InspectionEvent } from '../inspect.ts'
import { child } from '../supervise/child.ts'
import type { Strategy } from '../supervise/spec.ts'
import { supervise } from '../supervise/supervise.ts'
import { supervisor } from '../supervise/supervisor-child.ts'
import { Scripted } from './scripted.protocol.ts'
import { needs, rejection, stage, type Subject } from './subject.ts'

type Isolate = ReturnType<Subject['scripted']>

/** Three actors under one strategy, and how their lives begin and end from then on. */
async function three(strategy: Strategy, make: () => Isolate) {
  const lives: string[] = []
  const make3 = () => child(Scripted, make(), { backoff: { min: 0, max: 0 } })
  const app = await supervise({
    strategy,
    children: { a: make3(), b: make3(), c: make3() },
    log: false,
  })
  app.inspect((event) => {
    if (event.type === 'child-exited') lives.push(`${event.path} ${event.reason.type}`)
    if (event.type === 'child-ready') lives.push(`${event.path} ready`)
  })
  return { app, lives, actors: app.children }
}

/** Crashes an actor; resolves when it has answered in its next life. */
async function crash(actor: ActorRef<typeof Scripted>): Promise<void> {
  await rejection(actor.ask.die({ how: 'fatal' }))
  await actor.ask.echo('alive again')
}

/** Trees: whom a failure takes along, and what is gone when a stop or a kill is over. */
export function describeTrees({ scripted }: Subject): void {
  describe('trees', () => {
    it('S030 each life begins with the options of the first, and with fresh state', async () => {
      await using it = await stage(scripted(), { options: { greeting: 'hello' } })
      await it.actor.ask.add(5)
      await crash(it.actor)
      expect(await it.actor.ask.script()).toEqual({ greeting: 'hello' })
      expect(await it.actor.ask.add(1)).toBe(1)
    })

    it('S033 one-for-all stops the others last first, and starts all in order', async () => {
      const { app, lives, actors } = await three('one-for-all', scripted)
      await crash(actors.b)
      await actors.c.ask.echo('up')
      expect(lives).toEqual([
        ...['app/b error', 'app/c shutdown', 'app/a shutdown'],
        ...['app/a ready', 'app/b ready', 'app/c ready'],
      ])
      await app.stop()
    })

    it('S034 rest-for-one leaves alone what started before', async () => {
      const { app, lives, actors } = await three('rest-for-one', scripted)
      await actors.a.ask.add(5)
      await crash(actors.b)
      await actors.c.ask.echo('up')
      expect(lives).toEqual(['app/b error', 'app/c shutdown', 'app/b ready', 'app/c ready'])
      expect(await actors.a.ask.add(1)).toBe(6)
      await app.stop()
    })

    it('S074 brutal-kill asks nobody: no clean-up runs', async () => {
      const options = { dispose: 'throw' } as const
      const { app, event } = await stage(scripted(), { options, shutdown: 'brutal-kill' })
      const exit = event(({ type }) => type === 'child-exited')
      await app.stop()
      expect(await exit).toMatchObject({ reason: { type: 'killed' } })
    })

    it('S082 a stop is over when the clean-up is', async () => {
      const { app, events } = await stage(scripted(), { options: { dispose: 'throw' } })
      await app.stop()
      expect(events.find(({ type }) => type === 'child-exited')).toMatchObject({
        reason: { type: 'error', error: { message: 'clean-up failed on purpose' } },
      })
    })

    it('S085 a kill ends work that would go on for ever', async () => {
      const { app, actor } = await stage(scripted(), { shutdown: 'brutal-kill' })
      const lost = rejection(actor.ask.wait('never released'))
      await actor.ask.echo('so that it has begun')
      await app.stop()
      expect(await lost).toMatchObject({ code: 'down', details: { reason: { type: 'killed' } } })
    })

    it('S086 draining does what waits and takes nothing new', async () => {
      const { app, actor } = await stage(scripted())
      const held = actor.ask.wait('key')
      const waiting = Promise.all(Array.from({ length: 200 }, (_, n) => actor.ask.echo(n)))
      const released = actor.ask.release('key')
      const over = app.stop({ drain: 10_000 })
      const late = rejection(actor.ask.echo('late'))
      expect(await late).toMatchObject({ code: 'down' })
      expect(await held).toBe('key')
      await released
      expect(await waiting).toHaveLength(200)
      expect(await over).toEqual({ type: 'shutdown' })
    })

    it('S088 a supervisor that is killed leaves nobody behind', async () => {
      const exits: InspectionEvent[] = []
      const inner = supervisor({
        shutdown: 'brutal-kill',
        children: { one: child(Scripted, scripted()), two: child(Scripted, scripted()) },
      })
      const app = await supervise({ children: { inner }, log: false })
      app.inspect((event) => event.type === 'child-exited' && exits.push(event))
      await app.stop()
      expect(
        exits.map((exit) => `${exit.path} ${'reason' in exit ? exit.reason.type : ''}`).sort(),
      ).toEqual(['app/inner killed', 'app/inner/one killed', 'app/inner/two killed'])
    })

    it('S142 messages wait while a restart waits, as many as the mailbox holds', async () => {
      const backoff = { immediate: 0, min: 300, max: 300 }
      await using it = await stage(scripted(), { backoff, mailbox: { capacity: 2 } })
      await rejection(it.actor.ask.die({ how: 'fatal' }))
      await it.event(({ type }) => type === 'restart-scheduled')
      const [first, second, third] = [1, 2, 3].map((n) => it.actor.ask.echo(n))
      expect(await rejection(third!)).toMatchObject({ code: 'overflow' })
      expect(await Promise.all([first, second])).toEqual([1, 2])
    })

    it('S143 further crashes after the pause cost themselves and nothing that waits', async () => {
      const backoff = { immediate: 0, min: 50, max: 50 }
      await using it = await stage(scripted(), { backoff })
      await rejection(it.actor.ask.die({ how: 'fatal' }))
      await it.event(({ type }) => type === 'restart-scheduled')
      const fatal = [1, 2].map(() => rejection(it.actor.ask.die({ how: 'fatal' })))
      const waiting = [1, 2].map((n) => it.actor.ask.add(n))
      for (const failure of fatal) expect(await failure).toMatchObject({ code: 'thrown' })
      expect(await Promise.all(waiting)).toEqual([1, 3])
    })

    it('S144 the next life begins when the old one is really gone', async (context) => {
      needs(context, scripted(), 'preempt')
      await using it = await stage(scripted(), { stallTimeout: 300 })
      void it.actor.ask.die({ how: 'loop' }).catch(() => {})
      expect(await it.actor.ask.echo('alive again')).toBe('alive again')
      const course = it.events.flatMap(({ type }) =>
        type === 'child-killed' || type === 'child-exited' || type === 'child-starting'
          ? [type]
          : [],
      )
      expect(course).toEqual(['child-starting', 'child-killed', 'child-exited', 'child-starting'])
    })
  })
}
