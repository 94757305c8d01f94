import { describe, expect, it } from 'vitest'
import { child } from '../supervise/child.ts'
import { supervise } from '../supervise/supervise.ts'
import { supervisor } from '../supervise/supervisor-child.ts'
import { Orderly } from './orderly.protocol.ts'
import { needsOrderly, rejection, type Subject } from './subject.ts'

/** Escalation: a failure that an actor makes its supervisor's. */
export function describeEscalation(subject: Subject): void {
  describe('escalation', () => {
    it('S129 a failure that escalates ends the supervisor, and its cause arrives at the top', async (context) => {
      const orderly = needsOrderly(context, subject)
      const app = await supervise({
        children: {
          inner: supervisor({
            restart: 'temporary',
            children: { other: child(Orderly, orderly), actor: child(Orderly, orderly) },
          }),
        },
        log: false,
      })
      const over = new Promise((resolve) => {
        app.inspect((event) => {
          if (event.type === 'child-exited' && event.path === 'app/inner') resolve(event.reason)
        })
      })
      const { actor, other } = app.children.inner.children
      expect(await rejection(actor.ask.fail('escalate'))).toMatchObject({ code: 'thrown' })
      expect(await over).toMatchObject({
        type: 'escalated',
        child: 'actor',
        reason: { type: 'error', error: { message: 'escalate on purpose' } },
      })
      expect(await rejection(other.ask.add(1))).toMatchObject({ code: 'down' })
      await app.stop()
    })
  })
}
