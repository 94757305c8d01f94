import type { Clock } from '../clock.ts'
import type { ActorError } from '../errors.ts'
import type { ExitReason } from '../isolate/exit.ts'
import { cycle } from '../wire/chain.ts'
import { Delivery, type DeliveryTrace, type Ended, type Keeper } from './delivery.ts'
import {
  type Destination,
  refused,
  type Request,
  type Sink,
  type Submission,
} from '../wire/destination.ts'
import { Mailbox, type MailboxOptions } from './mailbox.ts'
import { down, overflow } from './undelivered.ts'
import { type Line, Window, type WindowEvents } from './window.ts'

/** What a near side needs to know of the actor that it stands for. */
export interface NearSideOptions {
  readonly path: string
  readonly clock: Clock
  readonly mailbox?: MailboxOptions
  ended(delivery: Delivery, how: Ended): void
  /** A message comes: what follows it, if it is traced. */
  trace?(request: Request): DeliveryTrace | undefined
  /** There is something to do now, or no more. */
  busy?(busy: boolean): void
}

/**
 * The near side of one actor, through all its incarnations: its mailbox, and the messages that are
 * on the other side. What waits survives a crash, in order.
 */
export class NearSide implements Destination, Keeper, WindowEvents {
  readonly #options: NearSideOptions
  readonly #mailbox: Mailbox<Delivery>
  /** What is with the incarnation that is alive now. */
  #window: Window | undefined
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

  /** Messages that wait, here or on the other side. */
  get waiting(): number {
    return this.#mailbox.size + this.#ahead
  }

  /** Messages that wait or are in work. */
  get load(): number {
    return this.#mailbox.size + (this.#window?.size ?? 0)
  }

  /** Whether it takes nothing any more. */
  get closed(): boolean {
    return this.#closed !== undefined
  }

  get connected(): boolean {
    return this.#window !== undefined
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
    const delivery = new Delivery(request, sink, this.#options.clock.now(), this)
    delivery.trace = this.#options.trace?.(request)
    const closed = this.#closed ?? (this.#drained && { type: 'shutdown' })
    if (closed !== undefined) {
      delivery.park(down(this.#options.path, request.operation, closed))
      return refused
    }
    const cyclic = this.#cycleOf(request)
    if (cyclic !== undefined) delivery.fail(cyclic)
    if (delivery.over) return refused
    if (this.#passes(delivery)) return delivery
    const waits = request.patient || (this.#mailbox.overflow === 'wait' && request.kind !== 'tell')
    const admission = this.#mailbox.offer(delivery, waits, this.#ahead)
    if (admission.type === 'refused') {
      this.#refuse(delivery)
      return refused
    }
    if (admission.type === 'taken') {
      delivery.tellAccepted()
      for (const dropped of admission.dropped)
        dropped.park(overflow(this.#options.path, dropped.request.operation, this.#mailbox))
      this.#pump()
    }
    this.#tellBusy()
    delivery.accepted = admission.type === 'taken'
    return delivery
  }

  /** Where nobody waits and the line has room, a message does not even enter the mailbox. */
  #passes(delivery: Delivery): boolean {
    const window = this.#window
    const mailbox = this.#mailbox
    if (window === undefined || mailbox.size > 0) return false
    if (!mailbox.fits(delivery, window.ahead)) return false
    if (!window.hasRoom(delivery, this.#prefetch)) return false
    delivery.tellAccepted()
    if (!delivery.over) window.send(delivery)
    this.#tellBusy()
    return true
  }

  /** What is to be dropped when others come has to wait here. */
  get #prefetch(): boolean {
    return this.#mailbox.overflow !== 'drop-oldest'
  }

  /** Whether it would wait behind messages that wait for it. */
  #cycleOf({ chain, operation }: Request): ReturnType<typeof cycle> | undefined {
    if (chain === undefined) return undefined
    const incarnation = this.#window?.blockedBy(chain)
    if (incarnation === undefined) return undefined
    return cycle(this.#options.path, operation, chain, incarnation)
  }

  /** Who can be told is told; what nobody would hear of is a dead letter. */
  #refuse(delivery: Delivery): void {
    const { kind, operation } = delivery.request
    const error = overflow(this.#options.path, operation, this.#mailbox)
    if (this.#mailbox.overflow === 'reject' && kind !== 'tell') delivery.fail(error)
    else delivery.park(error)
  }

  /** Its caller gave up. */
  give(delivery: Delivery, reason: ActorError): void {
    if (this.#mailbox.remove(delivery)) this.#admit()
    else delivery.sent?.cancel(reason)
    delivery.fail(reason)
    this.#tellBusy()
  }

  ended(delivery: Delivery, how: Ended): void {
    this.#options.ended(delivery, how)
  }

  /** An incarnation is ready: what waits goes to it. */
  connect(line: Line): void {
    this.#window = new Window(line, this)
    this.#pump()
  }

  roomy(): void {
    this.#pump()
  }

  settled(): void {
    this.#tellBusy()
  }

  /**
   * The incarnation is gone. What it had not begun goes back to the head of the mailbox; what it
   * had begun fails, or is delivered again where the actor says `at-least-once`.
   */
  disconnect(reason: ExitReason): void {
    const window = this.#window
    if (window === undefined) return
    this.#window = undefined
    this.#mailbox.restore(window.close(this.#options.path, reason))
    this.#tellBusy()
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
    for (const delivery of deliveries) {
      delivery.keeper = this
      delivery.tellAccepted()
    }
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
    const window = this.#window
    if (window === undefined) return
    const prefetch = this.#prefetch
    for (let next = this.#mailbox.peek(); next !== undefined; next = this.#mailbox.peek()) {
      if (!window.hasRoom(next, prefetch)) break
      this.#mailbox.take()
      if (!next.over) window.send(next)
    }
    this.#admit()
  }

  get #ahead(): number {
    return this.#window?.ahead ?? 0
  }

  #admit(): void {
    const admitted = this.#mailbox.admit(this.#ahead)
    for (const delivery of admitted) delivery.tellAccepted()
    if (admitted.length > 0) this.#pump()
  }
}
