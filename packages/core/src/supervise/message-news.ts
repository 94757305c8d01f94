import type { Delivery, Ended } from '../actor/delivery.ts'
import type { ActorError } from '../errors.ts'
import { decode, type Encoded, type RefResolver } from '../wire/codec.ts'
import type { Request } from '../wire/destination.ts'
import type { System } from './system.ts'

/** Tells how a message ended. */
export function tellEnd(
  system: System,
  path: string,
  { request, since, deliveries }: Delivery,
  { outcome, error }: Ended,
): void {
  system.tell({
    type: 'message',
    path,
    kind: request.kind,
    operation: request.operation,
    outcome,
    ...(error && { error }),
    milliseconds: system.clock.now() - since,
    redelivered: deliveries,
  })
  if (outcome === 'dead-lettered') tellDeadLetter(system, path, request, error)
}

function tellDeadLetter(
  { refs, tell }: System,
  path: string,
  { kind, operation, payload }: Request,
  error: ActorError | undefined,
): void {
  const message = readable(payload, refs)
  tell({ type: 'dead-letter', path, kind, operation, message, error: error! })
}

/** A dead letter must not fail for being damaged. */
function readable(payload: Encoded, refs: RefResolver): unknown {
  try {
    return decode(payload, refs)
  } catch (error) {
    return error
  }
}
