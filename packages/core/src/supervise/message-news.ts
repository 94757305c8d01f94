import { arrival } from '../actor/arrival.ts'
import type { Delivery, Ended, Outcome } from '../actor/delivery.ts'
import type { ActorError } from '../errors.ts'
import type { MessageEnd } from '../inspect.ts'
import { decode, type Encoded, type RefResolver } from '../wire/codec.ts'
import type { Request } from '../wire/destination.ts'
import type { System } from './system.ts'

/** Tells how a message ended. What Troupe sends for itself is no news. */
export function tellEnd(
  system: System,
  path: string,
  delivery: Delivery,
  { outcome, error }: Ended,
): void {
  if (delivery.request.operation === arrival) return
  // This is the path of every message: where nobody hears of it, nothing is made to be told.
  if (
    delivery.trace === undefined &&
    !system.everyday &&
    (outcome === 'replied' || outcome === 'handled')
  )
    return
  const { request, since, deliveries } = delivery
  const at = system.clock.now()
  const milliseconds = at - since
  // Written out, with no field left out: spreading costs more than all the rest.
  const end: MessageEnd = {
    type: 'message',
    path,
    at,
    kind: request.kind,
    operation: request.operation,
    outcome,
    error,
    milliseconds,
    compute: system.measuring ? computeOf(delivery, outcome, milliseconds) : undefined,
    redelivered: deliveries,
  }
  system.publish(end)
  delivery.trace?.ended(end)
  if (outcome === 'dead-lettered') tellDeadLetter(system, path, request, error)
}

/** A handler of which nothing is told was quick; one that did not answer is not known to have run. */
function computeOf(
  { streaming, compute }: Delivery,
  outcome: Outcome,
  most: number,
): number | undefined {
  if (streaming) return undefined
  if (compute !== undefined) return Math.min(compute, most)
  return outcome === 'replied' || outcome === 'handled' ? 0 : undefined
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
