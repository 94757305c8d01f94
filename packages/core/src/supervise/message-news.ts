import { arrival } from '../actor/arrival.ts'
import type { Delivery, DeliveryTrace, Ended, Outcome } from '../actor/delivery.ts'
import type { ActorError } from '../errors.ts'
import type { MessageEnd } from '../inspect.ts'
import { decode, type Encoded, type RefResolver } from '../wire/codec.ts'
import type { Request } from '../wire/destination.ts'
import type { System } from './system.ts'

interface Place {
  readonly system: System
  readonly path: string
  /** The name of what the actor speaks. */
  readonly protocol: string
}

/** Tells of the messages to one actor. What Troupe sends for itself is no news. */
export class MessageNews {
  readonly #place: Place
  /** When something last came from the actor: all that one packet brings came at once. */
  #heard = 0

  constructor(place: Place) {
    this.#place = place
  }

  trace(request: Request): DeliveryTrace | undefined {
    const { system, path, protocol } = this.#place
    if (request.operation === arrival) return undefined
    return system.tracing.begin(path, protocol, request)
  }

  /** Something comes from the actor now. */
  hears(): void {
    this.#heard = this.#place.system.clock.now()
  }

  /** A message ended; the time is that of the packet that said so. */
  ended(delivery: Delivery, { outcome, error }: Ended): void {
    const { system, path } = this.#place
    const { request, since, deliveries, trace } = delivery
    if (request.operation === arrival) return
    const well = outcome === 'replied' || outcome === 'handled'
    // This is the path of every message: what nobody wants to hear is not made.
    const mute = well && trace === undefined && !system.everyday
    if (mute && !system.measuring) return
    // Only the actor can end one well; what ends otherwise can end at any time.
    if (!well) this.hears()
    const milliseconds = this.#heard - since
    const compute = system.measuring ? computeOf(delivery, outcome, milliseconds) : undefined
    const countable = well && deliveries === 0
    if (countable) system.count(path, milliseconds, compute)
    if (countable && mute) return
    // Written out, with no field left out: spreading costs more than all the rest.
    const end: MessageEnd = {
      type: 'message',
      path,
      at: this.#heard,
      kind: request.kind,
      operation: request.operation,
      outcome,
      error,
      milliseconds,
      compute,
      redelivered: deliveries,
    }
    if (countable) system.publishEveryday(end)
    else system.publish(end)
    trace?.ended(end)
    if (outcome === 'dead-lettered') tellDeadLetter(system, path, request, error)
  }
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
