import { describe, expect, it } from 'vitest'
import { watch } from '../actor/watch.ts'
import { needs, rejection, stage, type Stage, type Subject } from './subject.ts'

const endless = { deadline: Infinity }

/** Asks: each has one answer or one failure, whatever becomes of the isolate. */
export function describeAsks({ scripted, exit = { type: 'exit', code: 3 } }: Subject): void {
  describe('asks', () => {
    it('S225 an ask without a deadline fails when the life of its handler ends, with the reason', async () => {
      await using it = await stage(scripted())
      const asked = rejection(it.actor.ask.wait('never released', endless))
      await it.actor.ask.echo('so that it has begun')
      const crash = rejection(it.actor.ask.die({ how: 'fatal' }, endless))
      expect(await asked).toMatchObject({
        code: 'down',
        details: {
          target: 'app/actor',
          operation: 'wait',
          reason: { type: 'error', error: { message: 'fatal on purpose', code: 'E_FATAL' } },
        },
      })
      expect(await crash).toMatchObject({ code: 'thrown' })
      expect(await it.actor.ask.echo('next')).toBe('next')
    })

    it('S225 ... and so when the isolate goes without a word', async (context) => {
      needs(context, scripted(), 'surviveExit')
      await using it = await stage(scripted())
      const asked = rejection(it.actor.ask.wait('never released', endless))
      await it.actor.ask.echo('so that it has begun')
      await rejection(it.actor.ask.die({ how: 'exit' }, endless))
      expect(await asked).toMatchObject({ code: 'down', details: { reason: exit } })
    })

    it('S226 an answer after the deadline reaches nobody, and no news of an end comes with it', async () => {
      await using it = await stage(scripted())
      let downs = 0
      watch(it.actor, () => downs++)
      const late = rejection(it.actor.ask.wait('key', { deadline: 1 }))
      expect(await late).toMatchObject({ code: 'timeout' })
      await it.actor.ask.release('key')
      const answers = await Promise.all(Array.from({ length: 20 }, (_, n) => it.actor.ask.echo(n)))
      expect(answers).toEqual(Array.from({ length: 20 }, (_, n) => n))
      expect(endsOf(it, 'wait')).toEqual(['failed'])
      expect(downs).toBe(0)
    })

    it('S227 an answer that was given beats a stop that follows at once', async () => {
      await using it = await stage(scripted())
      const answers = [it.actor.ask.echo('first'), it.actor.ask.leave(), it.actor.ask.echo('last')]
      expect((await Promise.all(answers)).slice(0, 2)).toEqual(['first', undefined])
      expect(await it.event(({ type }) => type === 'child-exited')).toMatchObject({
        reason: { type: 'normal' },
      })
    })

    it.for(['exit', 'exit-zero', 'throw', 'reject'] as const)(
      'S227 an answer that was given beats an end by %s that follows at once',
      async (how, context) => {
        needs(context, scripted(), 'surviveExit')
        await using it = await stage(scripted())
        for (let life = 1; life <= 3; life++) {
          expect(await it.actor.ask.lastWords(how)).toBe('last words')
          await it.event(({ type, ...rest }) => type === 'child-exited' && isLife(rest, life))
        }
        expect(endsOf(it, 'lastWords')).toEqual(['replied', 'replied', 'replied'])
      },
    )

    it('S222 J10 answers of one life never become answers of the next', async (context) => {
      needs(context, scripted(), 'surviveExit')
      await using it = await stage(scripted())
      const large = 'x'.repeat(10_000)
      const settled = Array.from({ length: 200 }, (_, n) =>
        (n % 50 === 25
          ? it.actor.ask.die({ how: 'exit' })
          : it.actor.ask.echo({ n, large }).then((answer) => (answer as { n: number }).n)
        ).catch(({ code }: { code: string }) => code),
      )
      const answers = await Promise.all(settled)
      answers.forEach((answer, n) => expect([n, 'down']).toContain(answer))
      expect(endsOf(it, 'echo')).toHaveLength(196)
    })
  })
}

function isLife(event: object, life: number): boolean {
  return (event as { incarnation?: number }).incarnation === life
}

/** How the messages of one operation ended. */
function endsOf({ events }: Stage, operation: string): string[] {
  return events.flatMap((event) =>
    event.type === 'message' && event.operation === operation ? [event.outcome] : [],
  )
}
