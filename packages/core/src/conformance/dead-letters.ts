import { describe, expect, it } from 'vitest'
import { watch } from '../actor/watch.ts'
import { child } from '../supervise/child.ts'
import { Scripted } from './scripted.protocol.ts'
import { rejection, stage, type Stage, type Subject } from './subject.ts'

/** So many messages may be on the other side of an actor that handles 1,000 at a time. */
const window = 512

/** What nobody handles, and what a full mailbox does. */
export function describeDeadLetters({ scripted }: Subject): void {
  describe('dead letters', () => {
    it('S213 a message to an actor that is gone is a dead letter, and its sender goes on', async () => {
      await using sender = await stage(scripted())
      const gone = await stage(scripted())
      await gone.app.stop()
      expect(gone.actor.tell.note({ any: 'thing' })).toBe(false)
      const relayed = rejection(
        sender.actor.ask.relay({ to: gone.actor, message: 'from an actor' }),
      )
      expect(await relayed).toMatchObject({ code: 'down' })
      expect(await sender.actor.ask.echo('goes on')).toBe('goes on')
      expect(lettersOf(gone)).toEqual([{ any: 'thing' }])
    })

    it('S213 an actor that is gone is named by its path, wherever it was asked', async () => {
      await using it = await stage(scripted())
      const brief = await it.app.add('brief', child(Scripted, scripted(), { restart: 'temporary' }))
      await it.actor.ask.relay({ to: brief, message: 1 })
      await brief.ask.leave()
      await it.event(({ type, path }) => type === 'child-exited' && path === 'app/brief')
      const relayed = rejection(it.actor.ask.relay({ to: brief, message: 2 }))
      expect(await relayed).toMatchObject({ code: 'down', details: { target: 'app/brief' } })
    })

    it('S214 what waits when the end comes is dead-lettered, in order, each once', async () => {
      const it = await stage(scripted(), { backoff: { immediate: 0, min: 60_000, max: 60_000 } })
      await rejection(it.actor.ask.die({ how: 'fatal' }))
      await it.event(({ type }) => type === 'child-exited')
      for (let n = 0; n < 10; n++) it.actor.tell.note(n)
      await it.app.stop()
      expect(lettersOf(it)).toEqual(Array.from({ length: 10 }, (_, n) => n))
    })

    it('S215 a full mailbox turns away what comes, keeps what it has, and has room again', async () => {
      await using it = await stage(scripted(), { mailbox: { capacity: 2 } })
      const [one, others] = [new AbortController(), new AbortController()]
      const busy = Promise.allSettled([
        it.actor.ask.untilCancelled(undefined, { signal: one.signal }),
        ...occupy(it, window - 1, others.signal),
      ])
      expect([1, 2, 3, 4].map((n) => it.actor.tell.note(n))).toEqual([true, true, false, false])
      expect(lettersOf(it)).toEqual([3, 4])
      expect(await rejection(it.actor.ask.told())).toMatchObject({ code: 'overflow' })
      const accepted = it.actor.tell.note.accepted(5)
      one.abort()
      await accepted
      await expect.poll(() => handledOf(it)).toBe(3)
      expect(await it.actor.ask.told()).toEqual([1, 2, 5])
      others.abort()
      await busy
    })

    it('S221 control passes a full mailbox: cancel, stop, and the news of the end', async () => {
      const it = await stage(scripted(), { mailbox: { capacity: 1 } })
      const downs: string[] = []
      watch(it.actor, ({ reason }) => downs.push(reason.type))
      const giveUp = new AbortController()
      const busy = Promise.allSettled(occupy(it, window, giveUp.signal))
      expect([it.actor.tell.note(1), it.actor.tell.note(2)]).toEqual([true, false])
      const stopped = it.app.stop()
      giveUp.abort()
      await Promise.all([busy, stopped])
      expect(downs).toEqual(['shutdown'])
      expect(lettersOf(it)).toEqual([2, 1])
    })
  })
}

function occupy({ actor }: Stage, times: number, signal: AbortSignal): Promise<string>[] {
  return Array.from({ length: times }, () => actor.ask.untilCancelled(undefined, { signal }))
}

function handledOf({ events }: Stage): number {
  return events.filter((event) => event.type === 'message' && event.outcome === 'handled').length
}

function lettersOf({ events }: Stage): unknown[] {
  return events.flatMap((event) => (event.type === 'dead-letter' ? [event.message] : []))
}
