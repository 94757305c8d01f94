import type { Clock } from '../clock.ts'
import type { ExitReason } from '../isolate/exit.ts'
import { cycle, waitingIn } from '../wire/chain.ts'
import type { Encoded } from '../wire/codec.ts'
import type { Terms } from '../wire/frame.ts'
import type { Link } from '../wire/link.ts'
import { Delivery, type Ended } from './delivery.ts'
import {
  type Destination,
  refused,
  type Request,
  type Sink,
  type Submission,
} from '../wire/destination.ts'
import { Mailbox, type MailboxOptions } from './mailbox.ts'
import { down, overflow, poison } from './undelivered.ts'

/** Bytes that may be on the other side and not begun, beyond the first message. */
const windowBytes = 16 * 2 ** 20

/** What a near side needs to know of the actor that it stands for. */
export interface NearSideOptions {
  readonly path: string
  readonly clock: Clock
  readonly mailbox?: MailboxOptions
  ended(delivery: Delivery, how: Ended): void
  /** There is something to do now, or no more. */
  busy?(busy: boolean): void
}

/** The line to the incarnation that is alive now. */
interface Line {
  readonly link: Link
  readonly terms: Terms
  /** Which life it is, as those know it that wait. */
  readonly incarnation?: string
  /** Whether the far side had begun the call of this id. */
  hasStarted(id: number): boolean
}

/**
 * The near side of one actor, through all its incarnations: its mailbox, and the messages that are
 * on the other side. What waits survives a crash, in order.
 */
export class NearSide implements Destination {
  readonly #options: NearSideOptions
  readonly #mailbox: Mailbox<Delivery>
  /** Sent and not yet answered by the far side, in the order of sending. */
  readonly #sent = new Set<Delivery>()
  #line: Line | undefined
  /** How many of the sent ones fill the window: begun streams do not. */
  #window = 0
  #windowBytes = 0
  #closed: ExitReason | undefined
  #busy = false
  #drained: (() => void) | undefined

  constructor(options: NearSideOptions) {
    this.#options = options
    this.#mailbox = new Mailbox(options.mailbox)
  }

  /** Messages that wait. */
  get depth(): number {
    return this.#mailbox.size
  }

  /** Messages that wait or are in work. */
  get load(): number {
    return this.#mailbox.size + this.#sent.size
  }

  /** Whether it takes nothing any more. */
  get closed(): boolean {
    return this.#closed !== undefined
  }

  get connected(): boolean {
    return this.#line !== undefined
  }

  /** Takes no new messages, and calls `done` when those it has are done. */
  drain(done: () => void): void {
    this.#drained = done
    this.#tellBusy()
  }

  #tellBusy(): void {
    const busy = this.load > 0
    if (!busy && this.#drained !== undefined) queueMicrotask(this.#drained)
    if (busy === this.#busy) return
    this.#busy = busy
    this.#options.busy?.(busy)
  }

  submit(request: Request, sink: Sink): Submission {
    const { clock, ended } = this.#options
    const delivery = new Delivery(request, sink, clock.now(), ended)
    const closed = this.#closed ?? (this.#drained && { type: 'shutdown' })
    if (closed !== undefined) {
      delivery.park(down(this.#options.path, request.operation, closed))
      return refused
    }
    const cyclic = this.#cycleOf(request)
    if (cyclic !== undefined) delivery.fail(cyclic)
    if (delivery.over) return refused
    const waits = request.patient || (this.#mailbox.overflow === 'wait' && request.kind !== 'tell')
    const admission = this.#mailbox.offer(delivery, waits, this.#ahead)
    if (admission.type === 'refused') {
      this.#refuse(delivery)
      return refused
    }
    if (admission.type === 'taken') {
      delivery.accepted()
      for (const dropped of admission.dropped)
        dropped.park(overflow(this.#options.path, dropped.request.operation, this.#mailbox))
      this.#pump()
    }
    this.#tellBusy()
    return this.#submission(delivery, admission.type === 'taken')
  }

  /** Whether it would wait behind messages that wait for it. A stream lets others in, so it may not. */
  #cycleOf({ chain, operation }: Request): ReturnType<typeof cycle> | undefined {
    const { incarnation, terms } = this.#line ?? {}
    if (chain === undefined || incarnation === undefined) return undefined
    const calls = waitingIn(chain, incarnation)
    const isBlocking = ({ streaming, sent }: Delivery): boolean =>
      !streaming && calls.includes(sent!.id)
    if ([...this.#sent].filter(isBlocking).length < (terms?.concurrency ?? Infinity))
      return undefined
    return cycle(this.#options.path, operation, chain, incarnation)
  }

  /** Who can be told is told; what nobody would hear of is a dead letter. */
  #refuse(delivery: Delivery): void {
    const { kind, operation } = delivery.request
    const error = overflow(this.#options.path, operation, this.#mailbox)
    if (this.#mailbox.overflow === 'reject' && kind !== 'tell') delivery.fail(error)
    else delivery.park(error)
  }

  #submission(delivery: Delivery, accepted: boolean): Submission {
    return {
      accepted,
      cancel: (reason) => {
        if (this.#mailbox.remove(delivery)) this.#admit()
        else delivery.sent?.cancel(reason)
        delivery.fail(reason)
        this.#tellBusy()
      },
      credit: (items) => delivery.credit(items),
      input: (item) => delivery.sent?.input(item),
      endInput: () => delivery.sent?.endInput(),
    }
  }

  /** An incarnation is ready: what waits goes to it. */
  connect(line: Line): void {
    this.#line = line
    this.#window = 0
    this.#windowBytes = 0
    this.#pump()
  }

  /**
   * The incarnation is gone. What it had not begun goes back to the head of the mailbox; what it
   * had begun fails, or is delivered again where the actor says `at-least-once`.
   */
  disconnect(reason: ExitReason): void {
    const line = this.#line
    if (line === undefined) return
    this.#line = undefined
    const again: Delivery[] = []
    for (const delivery of this.#sent) {
      const begun = delivery.started || line.hasStarted(delivery.sent!.id)
      if (!delivery.over && this.#survives(delivery, begun, line.terms, reason))
        again.push(delivery)
    }
    this.#sent.clear()
    for (const delivery of again) {
      delivery.sent = undefined
      delivery.started = false
    }
    this.#mailbox.restore(again)
    this.#tellBusy()
  }

  #survives(delivery: Delivery, begun: boolean, terms: Terms, reason: ExitReason): boolean {
    const { path } = this.#options
    const { operation, payload } = delivery.request
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

  /** The actor is to live again: messages wait for it instead of failing. */
  open(): void {
    this.#closed = undefined
    this.#drained = undefined
  }

  /** Gives away what waits, in order, for another near side to {@link NearSide.adopt}. */
  evacuate(): Delivery[] {
    const waiting = this.#mailbox.clear()
    this.#tellBusy()
    return waiting
  }

  /** Takes what waited elsewhere, before what waits here. */
  adopt(deliveries: readonly Delivery[]): void {
    this.#mailbox.restore(deliveries)
    for (const delivery of deliveries) delivery.accepted()
    this.#pump()
    this.#tellBusy()
  }

  /** The actor is gone for good: what waits, and what comes, are dead letters. */
  close(reason: ExitReason): void {
    this.disconnect(reason)
    this.#closed ??= reason
    for (const delivery of this.#mailbox.clear()) {
      delivery.park(down(this.#options.path, delivery.request.operation, reason))
    }
    this.#tellBusy()
  }

  #pump(): void {
    const line = this.#line
    if (line === undefined) return
    while (this.#hasRoom(line)) {
      const delivery = this.#mailbox.take()
      if (delivery === undefined) break
      if (!delivery.over) this.#send(line, delivery)
    }
    this.#admit()
  }

  /** How many wait on the other side: the mailbox's bounds hold for them too. */
  get #ahead(): number {
    if (this.#line === undefined) return 0
    const { window, concurrency = window } = this.#line.terms
    return Math.max(0, this.#window - concurrency)
  }

  #hasRoom({ terms }: Line): boolean {
    const next = this.#mailbox.peek()
    const { window, concurrency = window } = terms
    // What is to be dropped when others come has to be here.
    const most = this.#mailbox.overflow === 'drop-oldest' ? Math.min(window, concurrency) : window
    if (next === undefined || this.#window >= most) return false
    return this.#window === 0 || this.#windowBytes + next.bytes <= windowBytes
  }

  #admit(): void {
    const admitted = this.#mailbox.admit(this.#ahead)
    for (const delivery of admitted) delivery.accepted()
    if (admitted.length > 0) this.#pump()
  }

  #send(line: Line, delivery: Delivery): void {
    this.#sent.add(delivery)
    this.#window++
    this.#windowBytes += delivery.bytes
    let filling = true
    const makeRoom = (): void => {
      if (!filling || this.#line !== line) return
      filling = false
      this.#window--
      this.#windowBytes -= delivery.bytes
      this.#pump()
    }
    const begun = (): void => {
      delivery.markStarted()
      if (delivery.streaming) makeRoom()
    }
    const settled = (settle: () => void): void => {
      if (this.#line !== line) return
      this.#sent.delete(delivery)
      settle()
      makeRoom()
      this.#tellBusy()
    }
    delivery.sent = line.link.call('', delivery.current(), {
      started: begun,
      item: (payload) => {
        begun()
        delivery.item(payload)
      },
      inputCredit: (items) => {
        begun()
        delivery.inputCredit(items)
      },
      reply: (payload: Encoded) => settled(() => delivery.complete(payload)),
      end: () => settled(() => delivery.complete(undefined)),
      fail: (error) => settled(() => delivery.fail(error)),
    })
  }
}
