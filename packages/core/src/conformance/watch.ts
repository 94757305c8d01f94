import { describe, expect, it } from 'vitest'
import type { ActorRef } from '../actor/ref.ts'
import { watch } from '../actor/watch.ts'
import { child } from '../supervise/child.ts'
import type { Down } from '../wire/destination.ts'
import { Orderly } from './orderly.protocol.ts'
import { type Fault, Scripted } from './scripted.protocol.ts'
import { needs, needsOrderly, rejection, stage, type Subject } from './subject.ts'

/** Watching: one notice for each end, with its reason, after all that the life sent. */
export function describeWatch(subject: Subject): void {
  const { scripted, exit: exitReason = { type: 'exit', code: 3 } } = subject
  const brief = () => child(Scripted, scripted(), { restart: 'temporary' })

  describe('watch', () => {
    it('S148 S150 S151 tells each watcher of each end once, and none that left', async () => {
      const it = await stage(scripted())
      const heard = [0, 1, 2, 3].map(() => listen(it.actor))
      heard[1]!.end()
      await rejection(it.actor.ask.die({ how: 'fatal' }))
      await it.actor.ask.echo('restarted')
      await it.app.stop()
      const both = [
        { incarnation: 1, final: false, reason: { type: 'error' } },
        { incarnation: 2, final: true, reason: { type: 'shutdown' } },
      ]
      expect(heard.map(({ downs }) => downs)).toMatchObject([both, [], both, both])
    })

    it('S149 answers at once where the actor is gone for good', async () => {
      await using it = await stage(scripted(), { restart: 'temporary' })
      const first = listen(it.actor)
      await it.actor.ask.leave()
      await first.next()
      expect(await listen(it.actor).next()).toEqual({
        path: 'app/actor',
        reason: { type: 'no-actor' },
        incarnation: 0,
        final: true,
      })
    })

    it('S157 tells nobody of the end of a namesake', async () => {
      await using it = await stage(scripted())
      const old = await it.app.add('kid', brief())
      const ofOld = listen(old)
      await old.ask.leave()
      await ofOld.next()
      const kid = await it.app.add('kid', brief())
      const ofKid = listen(kid)
      await rejection(kid.ask.die({ how: 'fatal' }))
      expect(await ofKid.next()).toMatchObject({ path: 'app/kid', reason: { type: 'error' } })
      expect(ofOld.downs.map(({ reason }) => reason.type)).toEqual(['normal'])
      expect(await rejection(old.ask.echo(1))).toMatchObject({ code: 'down' })
    })

    it.for(['fatal', 'exit'] as const)(
      'S160 tells of an end by %s after all that the life had sent to others',
      async (how: Fault, context) => {
        const orderly = needsOrderly(context, subject)
        if (how === 'exit') needs(context, scripted(), 'surviveExit')
        await using it = await stage(scripted(), { mailbox: { capacity: 2_000 } })
        const sender = await it.app.add('sender', child(Orderly, orderly, { restart: 'temporary' }))
        const sent = listen(sender)
        const toldAtDown = sent.next().then(() => it.actor.ask.told())
        await rejection(sender.ask.farewell({ to: it.actor, notes: 1_000, how }))
        expect(await toldAtDown).toEqual(Array.from({ length: 1_000 }, (_, n) => n))
        expect(sent.downs).toHaveLength(1)
      },
    )

    it('S162 says whether it ended by itself, by order, or by an error', async () => {
      await using it = await stage(scripted())
      const reasonAfter = async (end: (ref: ActorRef<typeof Scripted>) => Promise<unknown>) => {
        const ref = await it.app.add('kid', brief())
        const heard = listen(ref)
        await end(ref).catch(() => {})
        return (await heard.next()).reason
      }
      expect(await reasonAfter((ref) => ref.ask.leave())).toEqual({ type: 'normal' })
      expect(await reasonAfter(() => it.app.stopChild('kid'))).toEqual({ type: 'shutdown' })
      expect(await reasonAfter((ref) => ref.ask.die({ how: 'fatal' }))).toMatchObject({
        type: 'error',
        error: { message: 'fatal on purpose', code: 'E_FATAL' },
      })
    })

    it('S162 says that it left without a word, or that it was killed', async (context) => {
      needs(context, scripted(), 'preempt', 'surviveExit')
      await using it = await stage(scripted(), { shutdown: 100 })
      const heard = listen(it.actor)
      await rejection(it.actor.ask.die({ how: 'exit' }))
      await it.actor.ask.echo('restarted')
      void it.actor.ask.die({ how: 'loop' }).catch(() => {})
      await it.app.stop()
      expect(heard.downs.map(({ reason }) => reason)).toEqual([exitReason, { type: 'killed' }])
    })

    it('S169 a kill cannot be refused by its victim, and its watchers hear of it', async (context) => {
      needs(context, scripted(), 'preempt')
      const it = await stage(scripted(), {
        options: { dispose: 'hang' },
        shutdown: 'brutal-kill',
      })
      const heard = listen(it.actor)
      const lost = rejection(it.actor.ask.die({ how: 'loop' }))
      await it.app.stop()
      expect(heard.downs).toMatchObject([{ reason: { type: 'killed' }, final: true }])
      expect(await lost).toMatchObject({ code: 'down', details: { reason: { type: 'killed' } } })
    })
  })
}

/** What a watcher of the actor hears; `next` gives the notices one by one, also those of before. */
function listen(ref: ActorRef): {
  readonly downs: Down[]
  next(): Promise<Down>
  end(): void
} {
  const downs: Down[] = []
  const waiting: ((down: Down) => void)[] = []
  let taken = 0
  const hand = (): void => {
    while (waiting.length > 0 && taken < downs.length) waiting.shift()!(downs[taken++]!)
  }
  const end = watch(ref, (down) => {
    downs.push(down)
    hand()
  })
  const next = (): Promise<Down> =>
    new Promise((resolve) => {
      waiting.push(resolve)
      hand()
    })
  return { downs, next, end }
}
