import type { ActorError } from '../errors.ts'
import type { MessageEnd } from '../inspect.ts'
import type { LineUp, Standing } from './line-up.ts'
import { type Encoded, sizeOf } from '../wire/codec.ts'
import type { Request, Sink, Submission } from '../wire/destination.ts'
import type { OutgoingCall } from '../wire/outgoing-call.ts'
import { giveBack } from '../wire/spare-buffers.ts'

/** How a message ended. Every message ends in exactly one of these. */
export type Outcome = 'replied' | 'handled' | 'failed' | 'dead-lettered'

/** What is told of a message when it has ended. */
export interface Ended {
  readonly outcome: Outcome
  readonly error?: ActorError
}

/** Follows a message for tracing. */
export interface DeliveryTrace {
  /** It is with this life now, as the call of this id. */
  sent(incarnation: string, call: number): void
  ended(how: MessageEnd): void
}

/** Whoever has a message in its mailbox or on its line. */
export interface Keeper {
  /** Its caller gave up. */
  give(delivery: Delivery, reason: ActorError): void
  ended(delivery: Delivery, how: Ended): void
}

/** One message on the near side, from the mailbox to its end, and what its caller can still say. */
export class Delivery implements Submission, Standing {
  line: LineUp<never> | undefined = undefined
  before: Delivery | undefined = undefined
  after: Delivery | undefined = undefined
  readonly request: Request
  readonly bytes: number
  readonly since: number
  readonly streaming: boolean
  keeper: Keeper
  /** Whether the mailbox took it at once. */
  accepted = true
  /** How often its handler began. */
  deliveries: number
  /** Milliseconds that its handler ran, as far as that was told. */
  compute: number | undefined = undefined
  trace: DeliveryTrace | undefined = undefined
  begun = false
  over = false
  sent: OutgoingCall | undefined = undefined
  readonly #sink: Sink
  /** Credit that its reader gave before it was sent. */
  #credit = 0

  constructor(request: Request, sink: Sink, since: number, keeper: Keeper) {
    const { payload, kind } = request
    const compact = payload.compact()
    this.request = compact === payload ? request : { ...request, payload: compact }
    this.bytes = sizeOf(payload)
    this.since = since
    this.streaming = kind === 'stream' || kind === 'duplex'
    this.keeper = keeper
    this.deliveries = request.redelivered
    this.#sink = sink
  }

  /** The request as it is sent now, with the deliveries and credit it has by now. */
  current(): Request {
    const { request, deliveries } = this
    if (this.#credit === 0 && deliveries === request.redelivered) return request
    return { ...request, redelivered: deliveries, credit: request.credit + this.#credit }
  }

  tellAccepted(): void {
    if (!this.over) this.#sink.accepted?.()
  }

  begin(): void {
    if (this.begun) return
    this.begun = true
    if (!this.over) this.#sink.started?.()
  }

  item(payload: Encoded): void {
    if (!this.over) this.#sink.item(payload)
  }

  inputCredit(items: number): void {
    if (!this.over) this.#sink.inputCredit(items)
  }

  cancel(reason: ActorError): void {
    this.keeper.give(this, reason)
  }

  credit(items: number): void {
    if (this.sent === undefined) this.#credit += items
    else this.sent.credit(items)
  }

  input(payload: Encoded): void {
    this.sent?.input(payload)
  }

  endInput(): void {
    this.sent?.endInput()
  }

  complete(payload: Encoded | undefined): void {
    if (!this.#finish(this.request.kind === 'tell' ? handled : replied)) return
    giveBack(this.request.payload.attachments)
    if (payload === undefined) this.#sink.end()
    else this.#sink.reply(payload)
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
    this.keeper.ended(this, how)
    return true
  }
}

const handled: Ended = { outcome: 'handled' }
const replied: Ended = { outcome: 'replied' }
