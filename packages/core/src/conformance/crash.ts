import { describe, expect, it } from 'vitest'
import type { IsolateFeatures } from '../isolate/isolate.ts'
import { watch } from '../actor/watch.ts'
import type { Fault } from './scripted.protocol.ts'
import { needs, rejection, stage, type Subject } from './subject.ts'

interface Death {
  readonly id: string
  readonly how: Fault
  readonly later?: boolean
  readonly reasons: readonly string[]
  readonly needs: readonly (keyof IsolateFeatures)[]
}

const deaths: Death[] = [
  { id: 'J01', how: 'throw', later: true, reasons: ['error'], needs: ['surviveExit'] },
  { id: 'J02', how: 'reject', reasons: ['error'], needs: ['surviveExit'] },
  { id: 'J03', how: 'throw-undefined', later: true, reasons: ['error'], needs: ['surviveExit'] },
  { id: 'J03', how: 'throw-symbol', later: true, reasons: ['error'], needs: ['surviveExit'] },
  { id: 'S022', how: 'exit', reasons: ['exit'], needs: ['surviveExit'] },
  { id: 'J04', how: 'exit-zero', reasons: ['vanished'], needs: ['surviveExit'] },
  { id: 'J13 S197', how: 'out-of-memory', reasons: ['out-of-memory'], needs: ['surviveExit'] },
  {
    id: 'J14',
    how: 'out-of-memory-at-once',
    reasons: ['out-of-memory'],
    needs: ['surviveOutOfMemory'],
  },
  { id: 'J15', how: 'segfault', reasons: ['signal'], needs: ['surviveNativeCrash'] },
]

/** Dying: every way in which an isolate can end, and what follows for messages. */
export function describeCrash({
  scripted,
  exit: exitReason = { type: 'exit', code: 3 },
  impossible = {},
}: Subject): void {
  describe('crash', () => {
    for (const death of deaths) {
      const { how, later, reasons } = death
      it(`${death.id} restarts after ${how}: asks settle, what waited is answered`, async (context) => {
        needs(context, scripted(), ...death.needs)
        if (impossible[how] !== undefined) context.skip(impossible[how])
        await using it = await stage(scripted())
        await it.actor.ask.add(5)
        const dying = it.actor.ask
          .die({ how, ...(later === undefined ? {} : { later }) })
          .catch((error: unknown) => error)
        const waited = it.actor.ask.add(1)
        const exit = await it.event(({ type }) => type === 'child-exited')
        const expected = how === 'exit' ? [exitReason.type] : reasons
        expect(expected).toContain((exit as { reason: { type: string } }).reason.type)
        const answer = await dying
        if (answer !== undefined) expect(answer).toMatchObject({ code: 'down' })
        expect(await waited.catch(({ code }: { code: string }) => code)).toBeOneOf([1, 6, 'down'])
        expect(await it.actor.ask.add(1)).toBeLessThanOrEqual(2)
      })
    }

    it('J01 keeps name, message, code and stack of what was thrown', async (context) => {
      needs(context, scripted(), 'surviveExit')
      await using it = await stage(scripted())
      void it.actor.ask.die({ how: 'throw', later: true }).catch(() => {})
      expect(await it.event(({ type }) => type === 'child-exited')).toMatchObject({
        reason: {
          error: {
            name: 'TypeError',
            message: 'thrown on purpose',
            code: 'E_PURPOSE',
            stack: expect.stringContaining('faults') as string,
          },
        },
      })
    })

    it('S189 what had not begun is delivered to the next incarnation, in order; what had begun fails', async (context) => {
      needs(context, scripted(), 'preempt')
      await using it = await stage(scripted())
      const stuck = rejection(it.actor.ask.wait('never released'))
      await it.actor.ask.echo('so that it has begun')
      const fatal = rejection(it.actor.ask.die({ how: 'exit' }))
      for (let n = 0; n < 50; n++) it.actor.tell.note(n)
      expect(await stuck).toMatchObject({
        code: 'down',
        details: { reason: exitReason },
      })
      expect(await fatal).toMatchObject({ code: 'down' })
      expect(await it.actor.ask.told()).toEqual(Array.from({ length: 50 }, (_, n) => n))
    })

    it('delivers again what had begun, where the actor is at-least-once', async (context) => {
      needs(context, scripted(), 'preempt')
      await using it = await stage(scripted(), { delivery: 'at-least-once' })
      const stuck = it.actor.ask.wait('key')
      await it.actor.ask.echo('so that it has begun')
      const once = new ArrayBuffer(1)
      const fatal = it.actor.ask.die({ how: 'exit', once }, { transfer: [once] })
      expect(await rejection(fatal)).toMatchObject({ code: 'down' })
      await it.actor.ask.release('key')
      expect(await stuck).toBe('key')
      const told = await it.event((event) => event.type === 'message' && event.operation === 'wait')
      expect(told).toMatchObject({ outcome: 'replied', redelivered: 1 })
    })

    it('S237 parks a message that kills every incarnation, and goes on', async (context) => {
      needs(context, scripted(), 'surviveExit')
      await using it = await stage(scripted(), { delivery: 'at-least-once' })
      const poison = rejection(it.actor.ask.die({ how: 'exit' }))
      expect(await poison).toMatchObject({ code: 'poison', details: { deliveries: 3 } })
      expect(await it.actor.ask.redelivered()).toBe(0)
      const told = await it.event((event) => event.type === 'message' && event.operation === 'die')
      expect(told).toMatchObject({ outcome: 'dead-lettered' })
    })

    it('S189 a message that was moved is never delivered twice', async (context) => {
      needs(context, scripted(), 'preempt')
      const options = { delivery: 'at-least-once', maxDeliveries: 2, shutdown: 100 } as const
      await using it = await stage(scripted(), options)
      void it.actor.ask.die({ how: 'loop' }).catch(() => {})
      const bytes = new Uint8Array(20_000)
      const moved = rejection(it.actor.ask.move(bytes, { transfer: [bytes] }))
      await it.app.stop()
      expect(await moved).toMatchObject({ code: 'down' })
    })

    it('S148 tells a watcher of each life, and of the end once', async (context) => {
      needs(context, scripted(), 'surviveExit')
      const it = await stage(scripted())
      const downs: unknown[] = []
      watch(it.actor, ({ reason, incarnation, final }) =>
        downs.push([reason.type, incarnation, final]),
      )
      await rejection(it.actor.ask.die({ how: 'exit' }))
      await it.actor.ask.echo('alive again')
      await it.app.stop()
      expect(downs).toEqual([
        [exitReason.type, 1, false],
        ['shutdown', 2, true],
      ])
    })

    it('S042 gives up past its restarts and fails what waits', async (context) => {
      needs(context, scripted(), 'surviveExit')
      const it = await stage(scripted(), { delivery: 'at-least-once', maxDeliveries: 100 })
      const lost = rejection(it.actor.ask.die({ how: 'exit' }))
      expect(await it.app.exited).toMatchObject({ type: 'gave-up' })
      expect(await lost).toMatchObject({ code: 'down' })
      expect(await rejection(it.actor.ask.echo(1))).toMatchObject({ code: 'down' })
    })

    it('J09 no message of a dead incarnation arrives', async (context) => {
      needs(context, scripted(), 'preempt')
      await using it = await stage(scripted())
      const items = it.actor.stream.count({ to: 1_000_000 })
      await items.next()
      await rejection(it.actor.ask.die({ how: 'exit' }))
      const rest = (async () => {
        for await (const item of items) void item
      })()
      expect(await rejection(rest)).toMatchObject({ code: 'down' })
      expect(await it.actor.ask.made()).toBe(0)
    })

    it('every message ends in exactly one way', async (context) => {
      needs(context, scripted(), 'surviveExit')
      const it = await stage(scripted())
      const sent = 60
      const settled = Array.from({ length: sent }, (_, n) =>
        n % 20 === 10 ? it.actor.ask.die({ how: 'exit' }) : it.actor.ask.echo(n),
      ).map((answer) =>
        answer.then(
          () => 'replied',
          () => 'failed',
        ),
      )
      const outcomes = await Promise.all(settled)
      await it.app.stop()
      const told = it.events.filter((event) => event.type === 'message')
      expect(told).toHaveLength(sent)
      expect(told.filter(({ outcome }) => outcome === 'replied')).toHaveLength(
        outcomes.filter((outcome) => outcome === 'replied').length,
      )
    })
  })
}
