import { describe, expect, it } from 'vitest'
import { destinationOf } from '../actor/destinations.ts'
import type { ActorRef } from '../actor/ref.ts'
import { watch } from '../actor/watch.ts'
import { child } from '../supervise/child.ts'
import { encode, type Encoded, encodedAs } from '../wire/codec.ts'
import type { ActorError } from '../errors.ts'
import { Orderly } from './orderly.protocol.ts'
import type { Fault } from './scripted.protocol.ts'
import { needs, needsOrderly, rejection, stage, type Subject } from './subject.ts'

/** The mailbox and the lives of an actor: order, one at a time, what a crash costs and what it does not. */
export function describeMailbox(subject: Subject): void {
  const { scripted } = subject

  describe('mailbox', () => {
    it('S186 handles one message at a time, whatever its handler awaits', async (context) => {
      const orderly = needsOrderly(context, subject)
      await using it = await stage(scripted())
      const { ask } = await it.app.add('orderly', child(Orderly, orderly))
      const others = await Promise.all(Array.from({ length: 200 }, () => ask.step()))
      expect(Math.max(...others)).toBe(0)
    })

    it('gives an answer before the next handler begins, which never ends', async (context) => {
      needs(context, scripted(), 'preempt')
      await using it = await stage(scripted(), { stallTimeout: 500 })
      const { ask } = it.actor
      await ask.echo('so that it is known to be quick')
      const ends: unknown[] = []
      const answered = ask.echo('first').then((answer) => ends.push(answer))
      const stuck = rejection(ask.die({ how: 'loop' })).then(({ code }) => ends.push(code))
      await Promise.all([answered, stuck])
      expect(ends).toEqual(['first', 'down'])
    })

    it.for(['fatal', 'exit'] as const)(
      'S189 a crash by %s costs the message in work and no other: none is lost, doubled or moved',
      async (how: Fault, context) => {
        const orderly = needsOrderly(context, subject)
        if (how === 'exit') needs(context, scripted(), 'surviveExit')
        await using it = await stage(scripted())
        const options = { backoff: { min: 0, max: 0 } }
        const { ask } = await it.app.add('orderly', child(Orderly, orderly, options))
        const fatal = new Set([0, 7, 8, 30])
        const ends = await Promise.all(
          numbers.map((n) =>
            ask.enter(fatal.has(n) ? { n, how } : { n }).then(
              (answer) => answer,
              ({ code }: { code: string }) => code,
            ),
          ),
        )
        const lost = how === 'fatal' ? 'thrown' : 'down'
        expect(ends).toEqual(numbers.map((n) => (fatal.has(n) ? lost : n)))
        const begun = it.events.flatMap((event) => (event.type === 'log' ? [event.details] : []))
        expect(begun).toEqual(numbers)
      },
    )

    it('S191 S192 S196 goes on, comes back or ends, as the kind of failure has it', async (context) => {
      const orderly = needsOrderly(context, subject)
      await using it = await stage(scripted())
      const ref = await it.app.add('orderly', child(Orderly, orderly, { restart: 'transient' }))
      const gone = new Promise((resolve) =>
        watch(ref, ({ reason, final }) => final && resolve(reason)),
      )
      await ref.ask.add(5)
      await failing(ref, 'resume')
      expect(await ref.ask.add(1)).toBe(6)
      await failing(ref, 'restart')
      expect(await ref.ask.add(1)).toBe(1)
      await failing(ref, 'stop')
      expect(await gone).toEqual({ type: 'shutdown' })
      expect(await rejection(ref.ask.add(1))).toMatchObject({ code: 'down' })
    })

    it('S199 S200 refuses what it does not know or cannot read, and goes on', async () => {
      await using it = await stage(scripted())
      await it.actor.ask.add(1)
      const whole = encode({ by: 'much' })
      const damaged = encodedAs(whole.bytes.slice(0, 4))
      expect(await failureOf(it.actor, 'subtract', encode(1))).toMatchObject({
        code: 'invalid-message',
        message: expect.stringContaining('subtract') as string,
      })
      expect(await failureOf(it.actor, 'add', damaged)).toMatchObject({ code: 'undecodable' })
      expect(await it.actor.ask.add(1)).toBe(2)
    })
  })
}

const numbers = Array.from({ length: 40 }, (_, n) => n)

async function failing(ref: ActorRef<typeof Orderly>, reaction: 'resume' | 'restart' | 'stop') {
  expect(await rejection(ref.ask.fail(reaction))).toMatchObject({
    code: 'thrown',
    cause: { message: `${reaction} on purpose` },
  })
}

/** How an ask ends that no typed ref would send. */
function failureOf(ref: ActorRef, operation: string, payload: Encoded): Promise<ActorError> {
  return new Promise((resolve, reject) => {
    const unexpected = () => reject(new Error('it was answered'))
    destinationOf(ref)!.submit(
      { kind: 'ask', operation, payload, credit: 0, redelivered: 0, patient: false },
      { reply: unexpected, item: unexpected, end: unexpected, inputCredit() {}, fail: resolve },
    )
  })
}
