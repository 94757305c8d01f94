import type { ActorError } from '../errors.ts'
import { type Encoded, sizeOf } from '../wire/codec.ts'
import type { Request, Sink, Submission } from '../wire/destination.ts'

/** How a message ended. Every message ends in exactly one of these. */
export type Outcome = 'replied' | 'handled' | 'failed' | 'dead-lettered'

/** What is told of a message when it has ended. */
export interface Ended {
  readonly outcome: Outcome
  readonly error?: ActorError
}

/** One message on the near side, from the mailbox to its end. */
export class Delivery {
  readonly request: Request
  readonly bytes: number
  readonly since: number
  readonly #sink: Sink
  readonly #ended: (delivery: Delivery, how: Ended) => void
  /** How often its handler began. */
  deliveries: number
  started = false
  over = false
  sent: (Submission & { readonly id: number }) | undefined
  /** Credit that its reader gave before it was sent. */
  #credit = 0

  constructor(
    request: Request,
    sink: Sink,
    since: number,
    ended: (delivery: Delivery, how: Ended) => void,
  ) {
    this.request = request
    this.bytes = sizeOf(request.payload)
    this.since = since
    this.deliveries = request.redelivered
    this.#sink = sink
    this.#ended = ended
  }

  get streaming(): boolean {
    return this.request.kind === 'stream' || this.request.kind === 'duplex'
  }

  /** The request as it is sent now, with the deliveries and credit it has by now. */
  current(): Request {
    return {
      ...this.request,
      redelivered: this.deliveries,
      credit: this.request.credit + this.#credit,
    }
  }

  accepted(): void {
    if (!this.over) this.#sink.accepted?.()
  }

  markStarted(): void {
    if (this.started) return
    this.started = true
    if (!this.over) this.#sink.started?.()
  }

  item(payload: Encoded): void {
    if (!this.over) this.#sink.item(payload)
  }

  inputCredit(items: number): void {
    if (!this.over) this.#sink.inputCredit(items)
  }

  credit(items: number): void {
    if (this.sent === undefined) this.#credit += items
    else this.sent.credit(items)
  }

  complete(payload: Encoded | undefined): void {
    if (this.#finish({ outcome: this.request.kind === 'tell' ? 'handled' : 'replied' })) {
      if (payload === undefined) this.#sink.end()
      else this.#sink.reply(payload)
    }
  }

  fail(error: ActorError): void {
    if (this.#finish({ outcome: 'failed', error })) this.#sink.fail(error)
  }

  /** It will not be delivered: nobody handled it and nobody will. */
  park(error: ActorError): void {
    if (this.#finish({ outcome: 'dead-lettered', error })) this.#sink.fail(error)
  }

  #finish(how: Ended): boolean {
    if (this.over) return false
    this.over = true
    this.#ended(this, how)
    return true
  }
}
