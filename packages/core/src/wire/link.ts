import type { ActorError } from '../errors.ts'
import type { Packet } from '../isolate/isolate.ts'
import type { OperationKind } from '../protocol/protocol.ts'
import { type Arrival, generalValueIn, valueIn } from './arrival.ts'
import { mostBytes, mostCalls, mostFrames } from './batch.ts'
import { Calls } from './calls.ts'
import type { Chain } from './chain.ts'
import type { Encoded, RefResolver } from './codec.ts'
import { type Destination, type Request, type Sink } from './destination.ts'
import { noAttachments } from './encoded.ts'
import { damaged, examine } from './examine.ts'
import { code, type Frame } from './frame.ts'
import { HandlerClock } from './handler-clock.ts'
import { Haste } from './haste.ts'
import { IncomingCall } from './incoming-call.ts'
import { frameEnd, framesIn, headerBytes } from './layout.ts'
import { OutgoingCall } from './outgoing-call.ts'
import { PacketWriter } from './packet-writer.ts'
import { reasonIn } from './reason-in.ts'
import { type Route, Routes, type ServedRoute } from './routes.ts'
import { soon } from './soon.ts'
import { pack, viewOf } from './tagged.ts'

/** What a link needs from the side it serves. */
export interface LinkEnds {
  send(packet: Packet): void
  /** Who takes a call for this address; `path` says whose it was. */
  callee(target: string, path: string): Destination
  /** A frame that is no part of a call. */
  control(frame: Frame, body: Encoded): void
  refs: RefResolver
  /** Marks a call as begun where that outlives this side; without it a frame says so. */
  markStarted?: ((id: number) => void) | undefined
  /** The time in milliseconds, on the side whose handlers keep others waiting. */
  now?(): number
  /** Both sides run in the same thread: the other one can begin no sooner for what leaves early. */
  sameThread?: boolean | undefined
  /** Runs a task when this turn has nothing more to do. Default: as a microtask. */
  defer?: ((task: () => void, frames: () => number) => void) | undefined
}

/**
 * Both directions of one connection: calls out, calls in, and the frames of one turn in one packet.
 * It lives as long as one incarnation; {@link Link.close} settles all that is open.
 */
export class Link {
  readonly ends: LinkEnds
  /** Whether the other side wants to be told how long handlers run. */
  measured = false
  /** Where handlers run. */
  readonly clock: HandlerClock | undefined
  readonly #outgoing = new Calls<Sink>()
  readonly #incoming = new Calls<IncomingCall>()
  readonly #writer = new PacketWriter()
  #routes: Routes | undefined
  #describe: ((number: number, route: Route) => void) | undefined
  readonly #routesIn: ServedRoute[] = []
  /** What goes along with the frames that wait. */
  #attachments: ArrayBuffer[] | undefined
  #transfer: ArrayBuffer[] | undefined
  #flushing = false
  /** A packet of one frame is acted upon: nothing else will go along with its answer. */
  #alone = false
  /** How many frames of calls wait. */
  #waiting = 0
  readonly #haste = new Haste()
  #closed: ActorError | undefined
  #lastId = 0
  #packetsOut = 0
  #packetsIn = 0
  /** Who waits for the call that comes next. */
  #chain: Chain | undefined

  constructor(ends: LinkEnds) {
    this.ends = ends
    this.clock = ends.now && new HandlerClock(ends.now)
  }

  /** Sends a frame with the others of this turn. */
  post([frame, ...fields]: Frame, body?: Encoded): void {
    if (this.#closed !== undefined) return
    const { bytes = nothing, attachments = noAttachments } = body ?? {}
    this.#writer.general(frame, pack(fields), bytes, attachments.length)
    this.#waiting--
    this.#posted(body)
  }

  /** Sends a frame that carries a value. What is said once may move its binaries. */
  postValue(frame: number, id: number, body: Encoded): void {
    if (this.#closed !== undefined) return
    this.#writer.value(frame, id, body)
    this.#posted(body, true)
  }

  /** Sends a frame that carries a number, or nothing. */
  postCount(frame: number, id: number, count?: number): void {
    if (this.#closed !== undefined) return
    if (count === undefined) this.#writer.word(frame, id)
    else this.#writer.count(frame, id, Math.min(count, mostCount))
    this.#posted()
  }

  #posted(body?: Encoded, movable = false, most = mostFrames): void {
    if (body !== undefined && body.attachments.length > 0) {
      ;(this.#attachments ??= []).push(...body.attachments)
      if (movable || body.moved) (this.#transfer ??= []).push(...body.attachments)
    }
    if (++this.#waiting >= most || this.#writer.size >= mostBytes) return this.flush()
    if (this.#flushing || this.#alone) return
    this.#flushing = true
    const { ends } = this
    const flushLater = (): void => this.#rest()
    if (ends.defer === undefined) soon(flushLater)
    else ends.defer(flushLater, () => this.#writer.frames)
  }

  /** The turn has nothing more to do. */
  #rest(): void {
    this.#flushing = false
    this.#haste.rests(this.ends.now?.())
    this.flush()
  }

  /** Sends what waits now, for what must not wait for the end of the turn. */
  flush(): void {
    this.#haste.left()
    this.#waiting = 0
    if (this.#writer.frames === 0) return
    const bytes = this.#writer.take(++this.#packetsOut)
    const attachments = this.#attachments
    if (attachments === undefined) return this.ends.send({ bytes, attachments: noAttachments })
    const packet = { bytes, attachments, transfer: this.#transfer ?? [] }
    this.#attachments = undefined
    this.#transfer = undefined
    this.ends.send(packet)
  }

  /** Sends what waits now, once in a turn: what is as urgent behind it leaves together. */
  hurry(): void {
    if (this.#haste.hurries()) this.flush()
  }

  /** A handler begins, which may keep this turn for long. */
  begins(route: ServedRoute, now: number): void {
    if (this.ends.sameThread === true) return
    if (this.#haste.begins(route, now, this.#writer.frames > 0)) this.flush()
  }

  /** Calls the actor behind `target`; the returned id tells its place in the order of calls. */
  call(target: string, request: Request, sink: Sink, path?: string): OutgoingCall {
    if (this.#closed !== undefined) {
      sink.fail(this.#closed)
      return new OutgoingCall(this, 0, false)
    }
    const id = (this.#lastId = (this.#lastId + 1) | 0)
    const { kind, operation, credit, redelivered, payload, chain } = request
    if (chain !== undefined) this.post([code.chain, id, chain])
    this.#routes ??= new Routes()
    this.#describe ??= (number, { target, path, kind, operation }) =>
      this.post([code.route, number, target, path, kind, operation])
    const route = this.#routes.numberOf(target, kind, operation, this.#describe, path)
    this.#outgoing.add(id, sink)
    const room = kind === 'tell' ? Number(sink.deaf !== true) : Math.min(credit, mostCount)
    this.#writer.call(code.call, id, route, room, redelivered, payload)
    this.#posted(payload, false, mostCalls(this.#outgoing.size))
    return new OutgoingCall(this, id, true)
  }

  /** Packets that have left. */
  get sent(): number {
    return this.#packetsOut
  }

  /** Packets that have come. */
  get heard(): number {
    return this.#packetsIn
  }

  /** Whether a call that went out has not ended. */
  awaits(id: number): boolean {
    return this.#outgoing.get(id) !== undefined
  }

  /** Whether a call that came in is to be answered. */
  serves(id: number): boolean {
    return this.#incoming.get(id) !== undefined
  }

  /** A call that came in is over; whether it was open. */
  served(id: number): boolean {
    return this.#incoming.take(id) !== undefined
  }

  /**
   * Takes a packet apart and acts on each of its frames.
   *
   * @throws {ActorError<'undecodable'>} The packet is damaged, or not the one that is due; which
   *   calls it, or the one that is missing, settled nobody knows.
   */
  receive({ bytes, attachments }: Packet): void {
    if (this.#closed !== undefined) return
    this.clock?.turns()
    const view = viewOf(bytes)
    const general = examine(bytes, view, this.#packetsIn + 1)
    this.#packetsIn++
    const arrival: Arrival = { bytes, view, attachments, taken: 0, general, read: 0 }
    this.#alone = framesIn(view) === 1
    try {
      for (let at = headerBytes; at < bytes.byteLength; at = frameEnd(view, at)) {
        // One of them may have ended this side; what stands behind it has not begun.
        if (this.#closed !== undefined) return
        this.#act(arrival, at)
      }
    } finally {
      this.#alone = false
      if (!this.#flushing && this.#writer.frames > 0) this.#rest()
    }
  }

  #act(arrival: Arrival, at: number): void {
    const { bytes, view } = arrival
    const id = view.getInt32(at + 1, true)
    switch (bytes[at]) {
      case code.call:
        return this.#take(id, arrival, at)
      case code.reply:
        return this.#outgoing.take(id)?.reply(valueIn(arrival, at, 1))
      case code.item:
        return this.#outgoing.get(id)?.item(valueIn(arrival, at, 1))
      case code.started:
        return this.#outgoing.get(id)?.started?.()
      case code.credit:
        return this.#incoming.get(id)?.submission?.credit(view.getUint32(at + 5, true))
      case code.inputCredit:
        return this.#outgoing.get(id)?.inputCredit(view.getUint32(at + 5, true))
      case code.input:
        return this.#incoming.get(id)?.submission?.input(valueIn(arrival, at, 1))
      case code.inputEnd:
        return this.#incoming.get(id)?.submission?.endInput()
      case code.end:
        return this.#outgoing.take(id)?.end()
      case code.fail: {
        const reason = reasonIn(valueIn(arrival, at, 1), this.ends.refs)
        return this.#outgoing.take(id)?.fail(reason)
      }
      case code.cancel:
        return this.#incoming
          .get(id)
          ?.submission?.cancel(reasonIn(valueIn(arrival, at, 1), this.ends.refs))
      default:
        return this.#heed(arrival.general[arrival.read++]!, generalValueIn(arrival, at))
    }
  }

  #heed(frame: Frame, body: Encoded): void {
    switch (frame[0]) {
      case code.chain:
        this.#chain = frame[2]
        return
      case code.route: {
        const [, number, target, path, kind, operation] = frame
        this.#routesIn[number] = { target, path, kind, operation, pace: 0 }
        return
      }
      case code.took:
        return this.#outgoing.get(frame[1])?.took?.(frame[2])
      case code.measure:
        this.measured = frame[1]
        return
      default:
        return this.ends.control(frame, body)
    }
  }

  #take(id: number, arrival: Arrival, at: number): void {
    const { view, bytes } = arrival
    const route = this.#routesIn[view.getUint32(at + 5, true)]
    if (route === undefined) throw damaged(bytes, 'holds a call that goes nowhere')
    const { target, path, kind, operation } = route
    const credit = view.getUint32(at + 9, true)
    const incoming = new IncomingCall(this, id, route, credit)
    this.#incoming.add(id, incoming)
    const chain = this.#chain
    this.#chain = undefined
    const request: Request = {
      kind,
      operation,
      payload: valueIn(arrival, at, 4),
      credit,
      redelivered: view.getUint32(at + 13, true),
      patient: false,
      call: id,
      chain,
    }
    incoming.submission = this.ends.callee(target, path).submit(request, incoming)
  }

  /**
   * Settles every open call of both directions; nothing is sent or received afterwards.
   *
   * @param left Calls of this kind that came in go on: their caller waited for nothing.
   */
  close(reason: ActorError, left?: OperationKind): void {
    if (this.#closed !== undefined) return
    this.flush()
    this.#closed = reason
    const incoming = this.#incoming.clear()
    const outgoing = this.#outgoing.clear()
    for (const { kind, submission } of incoming) if (kind !== left) submission?.cancel(reason)
    for (const sink of outgoing) sink.fail(reason)
  }
}

/** The largest number that a frame carries. */
const mostCount = 2 ** 32 - 1
const nothing = new Uint8Array()
