import { ActorError } from '@troupe/core/actor'

/** Where audio was sent to; errors name it. */
export interface Place {
  /** The protocol's or actor's name. */
  readonly target: string
  /** The operation, or the argument's role. */
  readonly operation: string
}

/**
 * Refuses audio that cannot be used. It is the sender's mistake, so the actor goes on.
 *
 * @throws {ActorError<'invalid-message'>} Always; `issue` says what is wrong and what to do.
 */
export function refuse(place: Place, issue: string, cause?: unknown): never {
  const { target, operation } = place
  throw new ActorError(
    'invalid-message',
    `${target}.${operation}: ${issue}`,
    { target, operation, issues: [issue] },
    cause === undefined ? {} : { cause },
  )
}
