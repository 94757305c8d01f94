import type { Delivery, Ended } from '../../actor/delivery.ts'
import type { MailboxOptions } from '../../actor/mailbox.ts'
import { NearSide } from '../../actor/near-side.ts'
import { systemClock } from '../../clock.ts'
import { ActorError } from '../../errors.ts'
import { encode } from '../../wire/codec.ts'
import type { Request, Sink, Submission } from '../../wire/destination.ts'
import type { OutgoingCall } from '../../wire/outgoing-call.ts'
import { code, type Terms } from '../../wire/frame.ts'
import { Link } from '../../wire/link.ts'
import type { ExitReason } from '../exit.ts'
import type { Packet } from '../isolate.ts'
import type { ChannelSurroundings } from './intake.ts'
import { arrival } from '../../actor/arrival.ts'
import type { ChannelPort, OpenChannel } from './port.ts'

/** A channel to one life of an actor, as it was offered. */
export interface Offer {
  readonly channel: number
  readonly terms: Terms
  readonly mailbox: MailboxOptions
  readonly open: OpenChannel
}

/** Whose messages a branch takes. */
export interface BranchOwner {
  readonly path: string
  /** The way through the app. */
  away(request: Request, sink: Sink): OutgoingCall
  /** A message ended that the app did not see. */
  ended(delivery: Delivery, how: Ended): void
  /** Nothing is on the channel, and nothing more will be. */
  dry(): void
  /** Nothing is left here. */
  idle(): void
}

const nothing = encode(undefined)

const deaf: Sink = { reply() {}, item() {}, end() {}, fail() {}, inputCredit() {} }

function markerFor(chain?: Request['chain']): Request {
  return {
    ...{ kind: 'ask', operation: arrival, payload: nothing, credit: 0, redelivered: 0 },
    ...{ patient: false, ...(chain && { chain }) },
  }
}

/**
 * A near side inside the calling isolate, for one life of the actor: it takes messages when all that
 * was sent through the app has arrived, and gives back to the app what the life had not begun.
 */
export class Branch {
  readonly #owner: BranchOwner
  readonly #around: ChannelSurroundings
  readonly #offer: Offer
  readonly #near: NearSide
  /** What comes while the channel runs dry. */
  readonly #after: NearSide
  readonly #port: ChannelPort
  readonly #link: Link
  readonly #returned = new WeakSet<Delivery>()
  #state: 'closed' | 'opening' | 'open' | 'closing' | 'retired' | 'over' = 'closed'
  #down: { readonly reason: ExitReason; readonly forced: boolean } | undefined
  #portClosed = false
  #measured = false
  #packets = 0
  #silent = false

  constructor(offer: Offer, owner: BranchOwner, around: ChannelSurroundings) {
    this.#offer = offer
    this.#owner = owner
    this.#around = around
    const options = {
      path: owner.path,
      clock: systemClock,
      mailbox: offer.mailbox,
      ended: (delivery: Delivery, how: Ended) =>
        void (this.#silent || this.#returned.has(delivery) || owner.ended(delivery, how)),
    }
    this.#near = new NearSide({ ...options, busy: () => this.#tellDry() })
    this.#after = new NearSide(options)
    this.#port = offer.open({
      receive: (packet) => this.#receive(packet),
      closed: () => {
        this.#portClosed = true
        this.#settle()
      },
    })
    this.#link = new Link({
      send: (packet) => this.#port.send(packet),
      callee: () => ({
        submit: () => {
          throw new TypeError('a channel has one direction')
        },
      }),
      control() {},
      refs: around.refs,
      defer: around.defer,
    })
  }

  get channel(): number {
    return this.#offer.channel
  }

  /** Whether its life is over and what it did not begin is not given back yet. */
  get ending(): boolean {
    return this.#down !== undefined
  }

  #receive(packet: Packet): void {
    try {
      this.#link.receive(packet)
      this.#markRead()
    } catch (error) {
      this.#around.crash(error)
    }
  }

  /** What was read is told before it counts as read: if this side is gone, the other one tells it. */
  #markRead(): void {
    this.#packets++
    if (!this.#measured) return
    this.#around.link.flush()
    this.#port.marks.markRead(this.#packets)
  }

  submit(request: Request, sink: Sink): Submission {
    if (this.#state === 'retired') return this.#owner.away(request, sink)
    if (this.#state === 'closing') return this.#after.submit(request, sink)
    if (this.#state === 'closed') this.#open(request)
    this.#tellMeasured()
    return this.#near.submit(request, sink)
  }

  /** Nothing overtakes: what was sent through the app has to arrive first. */
  #open({ chain }: Request): void {
    this.#state = 'opening'
    // There may be no room, or no life any more: it is tried again with a later message.
    this.#owner.away(markerFor(chain), {
      ...{ ...deaf, reply: () => this.#connect(), fail: () => this.#retreat() },
    })
  }

  #connect(): void {
    if (this.#state !== 'opening' || this.#down !== undefined) return
    this.#state = 'open'
    const { terms, mailbox } = this.#offer
    // All at once: what waits there is seen by who checks for cycles, and counts as waiting here.
    const window = (mailbox.capacity ?? 1_024) + (terms.concurrency ?? 1)
    this.#near.connect({
      link: this.#link,
      terms: { ...terms, window },
      hasStarted: (id) => ((this.#port.marks.started() - id) | 0) >= 0,
    })
  }

  #retreat(): void {
    if (this.#state !== 'opening') return
    this.#state = 'closed'
    this.#giveBack()
  }

  /** The app asks whether handlers are timed, and so may its inspectors at any time. */
  #tellMeasured(): void {
    const { measured } = this.#around.link
    if (measured === this.#measured) return
    this.#measured = measured
    this.#link.post([code.measure, measured])
  }

  /** From now on all goes through the app again, behind what went this way. */
  retire(): void {
    if (this.#state === 'open') {
      this.#state = 'closing'
      this.#after.adopt(this.#near.evacuate())
      this.#link.call('', markerFor(), { ...deaf, reply: () => this.#retired() })
    } else if (this.#state === 'closed' || this.#state === 'opening') this.#retired()
  }

  #retired(): void {
    if (this.#state === 'over') return
    this.#state = 'retired'
    this.#giveBack()
    this.#tellDry()
  }

  #tellDry(): void {
    if (this.#state === 'retired' && this.#near.load === 0) this.#owner.dry()
  }

  /** The life is over, which comes with the end of the channel; `forced`: it may still run. */
  end(reason: ExitReason, forced: boolean): void {
    this.#down = { reason, forced }
    this.#settle()
  }

  #settle(): void {
    if (this.#state === 'over' || this.#down === undefined) return
    if (!this.#portClosed && !this.#down.forced) return
    const { reason } = this.#down
    this.#state = 'over'
    this.#near.disconnect(reason)
    this.#closeLine(reason)
    this.#giveBack()
    this.#owner.idle()
  }

  #closeLine(reason: ExitReason): void {
    const { path } = this.#owner
    this.#link.close(new ActorError('down', `${path} is down`, { target: path, reason }))
    this.#port.close()
  }

  /** What had not begun goes on through the app, in its order and before all that comes. */
  #giveBack(): void {
    for (const delivery of [...this.#near.evacuate(), ...this.#after.evacuate()]) {
      if (delivery.over) continue
      this.#returned.add(delivery)
      delivery.sent = this.#owner.away(delivery.current(), {
        started: () => delivery.begin(),
        item: (payload) => delivery.item(payload),
        inputCredit: (items) => delivery.inputCredit(items),
        reply: (payload) => delivery.complete(payload),
        end: () => delivery.complete(undefined),
        fail: (error) => delivery.fail(error),
      })
    }
  }

  /** This side is over: what waits here fails, and what crossed is the other side's to tell of. */
  close(error: ActorError): void {
    if (this.#state === 'over') return
    this.#state = 'over'
    for (const near of [this.#near, this.#after])
      for (const delivery of near.evacuate()) delivery.fail(error)
    this.#silent = true
    this.#near.close({ type: 'shutdown' })
    this.#link.close(error)
    this.#port.close()
  }
}
