import { ActorError, type Connection, type ExitReason } from '@troupe/core'

/** An isolate could not be made, or ended before it was able to say anything. */
export function startFailed(path: string, what: string, cause?: unknown): ExitReason {
  if (ActorError.is(cause)) return { type: 'start-failed', error: cause }
  const error = new ActorError(
    'start-failed',
    `${path}: ${what}${cause instanceof Error ? `: ${cause.message}` : ''}`,
    { target: path, phase: 'spawn' },
    { cause },
  )
  return { type: 'start-failed', error }
}

/** The line to an isolate that never was. */
export function notStarted(reason: ExitReason): Connection {
  return { send() {}, kill() {}, exited: Promise.resolve(reason) }
}
