import { ActorError } from '../errors.ts'
import { describeExit, type ExitReason } from '../isolate/exit.ts'
import type { Overflow } from './mailbox.ts'

/** The actor died with the message in its work, or is gone for good. */
export function down(target: string, operation: string, reason: ExitReason): ActorError {
  return new ActorError(
    'down',
    `${target}.${operation}: ${target} is down: ${describeExit(reason)}${remedyFor(reason)}`,
    { target, operation, reason },
  )
}

function remedyFor({ type }: ExitReason): string {
  if (type === 'shutdown') return '; it was told to stop, so ask before its app or parent stops it'
  if (type === 'normal') return '; it ended by itself, and its restart rule wants it to stay so'
  return ''
}

/** The message was there at every one of so many crashes. */
export function poison(
  target: string,
  operation: string,
  deliveries: number,
  reason: ExitReason,
): ActorError {
  return new ActorError(
    'poison',
    `${target}.${operation} was in work at ${deliveries} crashes in a row (last: ${describeExit(reason)}) and is not delivered again`,
    { target, operation, deliveries },
  )
}

/** The mailbox is full. */
export function overflow(
  target: string,
  operation: string,
  {
    capacity,
    bytes,
    overflow: policy,
  }: { readonly capacity: number; readonly bytes: number; readonly overflow: Overflow },
): ActorError {
  return new ActorError(
    'overflow',
    `${target}.${operation}: the mailbox of ${target} is full (${capacity} messages or ${bytes} bytes, policy ${policy}); send slower, await tell.${operation}.accepted(), or give it more capacity or bytes`,
    { target, operation, capacity, policy },
  )
}
