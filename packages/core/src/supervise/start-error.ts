import { ActorError } from '../errors.ts'
import { causeOf, describeExit, type ExitReason } from '../isolate/exit.ts'
import type { Limit } from './spec.ts'

/** Why a start failed, as it is told to whoever asked for it. What the child itself said stays. */
export function startError(target: string, reason: ExitReason): ActorError {
  const cause = causeOf(reason)
  if (reason.type === 'start-failed' && ActorError.is(cause)) return cause
  return new ActorError(
    'start-failed',
    `${target} did not start: ${describeExit(reason)}. Look at the cause and the actor's log`,
    { target, phase: 'setup' },
    { cause },
  )
}

/** The end of a child whose start took too long. */
export function startTimedOut(target: string, limit: Limit): ExitReason {
  const error = new ActorError(
    'start-failed',
    `${target} did not start: no progress within ${limit} ms. Report progress from its setup, or raise startTimeout`,
    { target, phase: 'timeout' },
  )
  return { type: 'start-failed', error }
}
