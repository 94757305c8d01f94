import type { ExitReason } from '../isolate/exit.ts'
import { type Chain, waitingIn } from '../wire/chain.ts'
import type { Terms } from '../wire/frame.ts'
import type { Link } from '../wire/link.ts'
import type { Delivery } from './delivery.ts'
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
  readonly #sent = new Set<Delivery>()
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
    let filling = true
    const makeRoom = (): void => {
      if (!filling || this.#over) return
      filling = false
      this.#filled--
      this.#bytes -= delivery.bytes
      this.#events.roomy()
    }
    const begun = (): void => {
      delivery.markStarted()
      if (delivery.streaming) makeRoom()
    }
    const settled = (settle: () => void): void => {
      if (this.#over) return
      this.#sent.delete(delivery)
      settle()
      makeRoom()
      this.#events.settled()
    }
    delivery.sent = this.#line.link.call('', delivery.current(), {
      started: begun,
      item: (payload) => {
        begun()
        delivery.item(payload)
      },
      inputCredit: (items) => {
        begun()
        delivery.inputCredit(items)
      },
      reply: (payload) => settled(() => delivery.complete(payload)),
      end: () => settled(() => delivery.complete(undefined)),
      fail: (error) => settled(() => delivery.fail(error)),
    })
  }

  /** The incarnation is gone. Gives back what the next one gets, in order; the rest fails. */
  close(path: string, reason: ExitReason): Delivery[] {
    this.#over = true
    const again = [...this.#sent].filter((delivery) => this.#survives(delivery, path, reason))
    for (const delivery of again) {
      delivery.sent = undefined
      delivery.started = false
    }
    this.#sent.clear()
    return again
  }

  #survives(delivery: Delivery, path: string, reason: ExitReason): boolean {
    if (delivery.over) return false
    const { terms } = this.#line
    const { operation, payload } = delivery.request
    const begun = delivery.started || this.#line.hasStarted(delivery.sent!.id)
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
