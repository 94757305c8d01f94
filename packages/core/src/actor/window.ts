import type { ExitReason } from '../isolate/exit.ts'
import { type Chain, waitingIn } from '../wire/chain.ts'
import type { Encoded } from '../wire/codec.ts'
import type { Sink } from '../wire/destination.ts'
import type { ActorError } from '../errors.ts'
import type { Terms } from '../wire/frame.ts'
import type { Link } from '../wire/link.ts'
import type { Delivery } from './delivery.ts'
import { LineUp } from './line-up.ts'
import { down, poison } from './undelivered.ts'

/** Bytes that may be on the other side and not begun, beyond the first message. */
const mostBytes = 16 * 2 ** 20

/** The line to the incarnation that is alive now. */
export interface Line {
  readonly link: Link
  readonly terms: Terms
  /** Which life it is, as those know it that wait. */
  readonly incarnation?: string
  /** Whether the far side had begun the call of this id. */
  hasStarted(id: number): boolean
}

/** What a window tells the near side that it belongs to. */
export interface WindowEvents {
  /** More may be sent. */
  roomy(): void
  /** A message has ended. */
  settled(): void
}

/** The messages that are on the other side of one line, and how many more may be. */
export class Window {
  readonly #line: Line
  readonly #events: WindowEvents
  /** Sent and not yet answered by the far side, in the order of sending. */
  readonly #sent = new LineUp<Delivery>()
  /** How many of them fill the window: begun streams do not. */
  #filled = 0
  #bytes = 0
  #over = false

  constructor(line: Line, events: WindowEvents) {
    this.#line = line
    this.#events = events
  }

  get size(): number {
    return this.#sent.size
  }

  /** How many wait on the other side: the mailbox's bounds hold for them too. */
  get ahead(): number {
    const { window, concurrency = window } = this.#line.terms
    return Math.max(0, this.#filled - concurrency)
  }

  /** Whether the next one may be sent; `prefetch`: also when it would wait on the other side. */
  hasRoom(next: Delivery, prefetch: boolean): boolean {
    const { window, concurrency = window } = this.#line.terms
    if (this.#filled >= (prefetch ? window : Math.min(window, concurrency))) return false
    return this.#filled === 0 || this.#bytes + next.bytes <= mostBytes
  }

  /** The life that it leads to, if messages that wait for this chain keep all its turns. */
  blockedBy(chain: Chain): string | undefined {
    const { incarnation, terms } = this.#line
    if (incarnation === undefined) return undefined
    const calls = waitingIn(chain, incarnation)
    // A stream lets others in, so it may not block.
    const blocking = [...this.#sent].filter(
      ({ streaming, sent }) => !streaming && calls.includes(sent!.id),
    )
    return blocking.length < (terms.concurrency ?? Infinity) ? undefined : incarnation
  }

  send(delivery: Delivery): void {
    this.#sent.add(delivery)
    this.#filled++
    this.#bytes += delivery.bytes
    const sending = new Sending(this, delivery)
    delivery.sent = this.#line.link.call('', delivery.current(), sending)
    delivery.trace?.sent(this.#line.incarnation ?? '', delivery.sent.id)
  }

  get over(): boolean {
    return this.#over
  }

  /** A message does not fill the window any more. */
  release({ bytes }: Delivery): void {
    this.#filled--
    this.#bytes -= bytes
    this.#events.roomy()
  }

  /** The far side has ended a message. */
  leave(delivery: Delivery): void {
    this.#sent.delete(delivery)
  }

  settled(): void {
    this.#events.settled()
  }

  /** The incarnation is gone. Gives back what the next one gets, in order; the rest fails. */
  close(path: string, reason: ExitReason): Delivery[] {
    this.#over = true
    const sent = [...this.#sent]
    for (const delivery of sent) this.#sent.delete(delivery)
    const again = sent.filter((delivery) => this.#survives(delivery, path, reason))
    for (const delivery of again) {
      delivery.sent = undefined
      delivery.begun = false
    }
    return again
  }

  #survives(delivery: Delivery, path: string, reason: ExitReason): boolean {
    if (delivery.over) return false
    const { terms } = this.#line
    const { operation, payload } = delivery.request
    const begun = delivery.begun || this.#line.hasStarted(delivery.sent!.id)
    const repeatable = !payload.moved && !(begun && delivery.streaming)
    if (!repeatable || (begun && terms.delivery === 'at-most-once')) {
      delivery.fail(down(path, operation, reason))
      return false
    }
    if (begun && ++delivery.deliveries >= terms.maxDeliveries) {
      delivery.park(poison(path, operation, delivery.deliveries, reason))
      return false
    }
    return true
  }
}

/** A message on its way in one life: what comes after the end of that life is not heard. */
class Sending implements Sink {
  readonly #window: Window
  readonly #delivery: Delivery
  #filling = true

  constructor(window: Window, delivery: Delivery) {
    this.#window = window
    this.#delivery = delivery
  }

  #release(): void {
    if (!this.#filling || this.#window.over) return
    this.#filling = false
    this.#window.release(this.#delivery)
  }

  /** Whether its end counts. */
  #ends(): boolean {
    if (this.#window.over) return false
    this.#window.leave(this.#delivery)
    return true
  }

  #ended(): void {
    this.#release()
    this.#window.settled()
  }

  started(): void {
    this.#delivery.begin()
    if (this.#delivery.streaming) this.#release()
  }

  took(milliseconds: number): void {
    this.#delivery.compute = milliseconds
  }

  item(payload: Encoded): void {
    this.started()
    this.#delivery.item(payload)
  }

  inputCredit(items: number): void {
    this.started()
    this.#delivery.inputCredit(items)
  }

  reply(payload: Encoded): void {
    if (!this.#ends()) return
    this.#delivery.complete(payload)
    this.#ended()
  }

  end(): void {
    if (!this.#ends()) return
    this.#delivery.complete(undefined)
    this.#ended()
  }

  fail(error: ActorError): void {
    if (!this.#ends()) return
    this.#delivery.fail(error)
    this.#ended()
  }
}
