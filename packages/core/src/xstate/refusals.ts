import type { EventObject } from 'xstate'
import { ActorError } from '../errors.ts'
import { describeExit, type ExitReason } from '../isolate/exit.ts'

/** Asks for the output that may wait at a time: they keep room on the way to the machine. */
export const mostWaiting = 64

/** The machine has ended, and its actor is about to. */
export function ended(target: string, operation: string, reason: ExitReason): ActorError {
  const words = `${target}.${operation}: the machine has ended: ${describeExit(reason)}`
  return new ActorError('down', words, { target, operation, reason })
}

/** XState steers machines with events of its own, which nobody else may send. */
export function checkEvent(event: unknown, target: string): void {
  const type = (event as Partial<EventObject> | null | undefined)?.type
  if (typeof type === 'string' && !type.startsWith('xstate.')) return
  const issue =
    typeof type === 'string' ? `"${type}" is an event of XState's own` : 'an event has a type'
  throw new ActorError('invalid-message', `${target}.send was sent no event: ${issue}`, {
    target,
    operation: 'send',
    issues: [issue],
  })
}

/** Too many wait for the output. */
export function tooManyWait(target: string): ActorError {
  return new ActorError(
    'overflow',
    `${target}.done: ${mostWaiting} callers wait for the output already; read ${target}.snapshots`,
    { target, operation: 'done', capacity: mostWaiting, policy: 'reject' },
  )
}
