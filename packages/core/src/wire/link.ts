import {
  type Destination,
  refused,
  type Request,
  type Sink,
  type Submission,
} from './destination.ts'
import { ActorError } from '../errors.ts'
import type { Packet } from '../isolate/isolate.ts'
import type { OperationKind } from '../protocol/protocol.ts'
import type { Chain } from './chain.ts'
import { decode, encode, type Encoded, type RefResolver } from './codec.ts'
import { attachmentsOf, isFrame } from './frame-shape.ts'
import { code, type Frame } from './frame.ts'
import { pack, unpack } from './tagged.ts'

/** What a link needs from the side it serves. */
export interface LinkEnds {
  send(packet: Packet): void
  /** Who takes a call for this address. */
  callee(target: string): Destination
  /** A frame that is no part of a call. */
  control(frame: Frame, body: Encoded): void
  refs: RefResolver
  /** Marks a call as begun in shared memory; without it a frame says so. */
  markStarted?(id: number): void
}

type Incoming = { readonly kind: OperationKind; submission?: Submission }

const nothing: readonly ArrayBuffer[] = []

/**
 * Both directions of one connection: calls out, calls in, and the frames of one turn in one packet.
 * It lives as long as one incarnation; {@link Link.close} settles all that is open.
 */
export class Link {
  readonly #ends: LinkEnds
  readonly #outgoing = new Map<number, Sink>()
  readonly #incoming = new Map<number, Incoming>()
  #frames: Frame[] = []
  #attachments: ArrayBuffer[] = []
  #transfer: ArrayBuffer[] = []
  #flushing = false
  #closed: ActorError | undefined
  #lastId = 0
  #packetsOut = 0
  #packetsIn = 0
  /** Who waits for the call that comes next. */
  #chain: Chain | undefined

  constructor(ends: LinkEnds) {
    this.#ends = ends
  }

  /** Sends a frame with the others of this turn. */
  post(frame: Frame, body?: Encoded, movable = false): void {
    if (this.#closed !== undefined) return
    this.#frames.push(frame)
    if (body !== undefined && body.attachments.length > 0) {
      this.#attachments.push(...body.attachments)
      if (movable || body.moved) this.#transfer.push(...body.attachments)
    }
    if (this.#flushing) return
    this.#flushing = true
    queueMicrotask(() => this.flush())
  }

  /** Sends what waits now, for what must not wait for the end of the turn. */
  flush(): void {
    this.#flushing = false
    if (this.#frames.length === 0) return
    const bytes = new Uint8Array(pack([++this.#packetsOut, ...this.#frames]))
    const packet: Packet =
      this.#attachments.length === 0
        ? { bytes, attachments: nothing }
        : { bytes, attachments: this.#attachments, transfer: this.#transfer }
    this.#frames = []
    this.#attachments = []
    this.#transfer = []
    this.#ends.send(packet)
  }

  /** Calls the actor behind `target`; the returned id tells its place in the order of calls. */
  call(target: string, request: Request, sink: Sink): Submission & { readonly id: number } {
    if (this.#closed !== undefined) {
      sink.fail(this.#closed)
      return { ...refused, id: 0 }
    }
    const id = (this.#lastId = (this.#lastId + 1) | 0)
    const { kind, operation, credit, redelivered, payload, chain } = request
    if (chain !== undefined) this.post([code.chain, id, chain])
    this.#outgoing.set(id, sink)
    this.post(
      [
        code.call,
        id,
        target,
        kind,
        operation,
        credit,
        redelivered,
        payload.bytes,
        payload.attachments.length,
      ],
      payload,
    )
    return {
      id,
      accepted: true,
      cancel: (reason) => this.#say(id, code.cancel, encode(reason)),
      credit: (items) => this.#open(id) && this.post([code.credit, id, items]),
      input: (item) => this.#say(id, code.input, item),
      endInput: () => this.#open(id) && this.post([code.inputEnd, id]),
    }
  }

  #open(id: number): boolean {
    return this.#outgoing.has(id)
  }

  #say(id: number, frame: typeof code.cancel | typeof code.input, body: Encoded): void {
    if (this.#open(id)) this.post([frame, id, body.bytes, body.attachments.length], body, true)
  }

  /**
   * Takes a packet apart and acts on each of its frames.
   *
   * @throws {ActorError<'undecodable'>} The packet is damaged, or not the one that is due; which
   *   calls it, or the one that is missing, settled nobody knows.
   */
  receive(packet: Packet): void {
    if (this.#closed !== undefined) return
    const frames = readFrames(packet, this.#packetsIn + 1)
    this.#packetsIn++
    let attachment = 0
    for (const frame of frames) {
      // One of them may have ended this side; what stands behind it has not begun.
      if (this.#closed !== undefined) return
      const count = attachmentsOf(frame)
      const body: Encoded = {
        bytes: count === undefined ? empty : (frame.at(-2) as Uint8Array),
        attachments: count ? packet.attachments.slice(attachment, attachment + count) : nothing,
        moved: false,
      }
      attachment += count ?? 0
      this.#act(frame, body)
    }
  }

  #act(frame: Frame, body: Encoded): void {
    switch (frame[0]) {
      case code.call:
        return this.#take(frame, body)
      case code.chain:
        this.#chain = frame[2]
        return
      case code.cancel:
        return this.#cancel(frame[1], this.#reasonIn(body))
      case code.credit:
        return this.#incoming.get(frame[1])?.submission?.credit(frame[2])
      case code.input:
        return this.#incoming.get(frame[1])?.submission?.input(body)
      case code.inputEnd:
        return this.#incoming.get(frame[1])?.submission?.endInput()
      case code.started:
        return this.#outgoing.get(frame[1])?.started?.()
      case code.inputCredit:
        return this.#outgoing.get(frame[1])?.inputCredit(frame[2])
      case code.item:
        return this.#outgoing.get(frame[1])?.item(body)
      case code.reply:
        return this.#settle(frame[1], (sink) => sink.reply(body))
      case code.end:
        return this.#settle(frame[1], (sink) => sink.end())
      case code.fail:
        return this.#settle(frame[1], (sink) => sink.fail(this.#reasonIn(body)))
      default:
        return this.#ends.control(frame, body)
    }
  }

  #settle(id: number, tell: (sink: Sink) => void): void {
    const sink = this.#outgoing.get(id)
    this.#outgoing.delete(id)
    if (sink !== undefined) tell(sink)
  }

  #reasonIn(body: Encoded): ActorError {
    let reason: unknown
    try {
      reason = decode(body, this.#ends.refs)
    } catch (error) {
      reason = error
    }
    if (ActorError.is(reason)) return reason
    return new ActorError(
      'undecodable',
      'A reason arrived that is no ActorError',
      { target: 'reason', bytes: body.bytes.byteLength },
      { cause: reason },
    )
  }

  #take(frame: Extract<Frame, { 0: typeof code.call }>, payload: Encoded): void {
    const [, id, target, kind, operation, credit, redelivered] = frame
    const incoming: Incoming = { kind }
    this.#incoming.set(id, incoming)
    const chain = this.#chain
    this.#chain = undefined
    const request: Request = {
      ...{ kind, operation, payload, credit, redelivered, patient: false, call: id },
      ...(chain && { chain }),
    }
    incoming.submission = this.#ends.callee(target).submit(request, this.#answering(id, kind))
  }

  /** The sink that carries the course of an incoming call back to its caller. */
  #answering(id: number, kind: OperationKind): Sink {
    const last = (frame: Frame, body?: Encoded): void => {
      if (this.#incoming.delete(id)) this.post(frame, body, true)
    }
    return {
      started: () => {
        this.#ends.markStarted?.(id)
        const streaming = kind === 'stream' || kind === 'duplex'
        if (streaming || this.#ends.markStarted === undefined) this.post([code.started, id])
        if (this.#ends.markStarted === undefined) this.flush()
      },
      reply: (body) => last([code.reply, id, body.bytes, body.attachments.length], body),
      end: () => last([code.end, id]),
      fail: (error) => {
        const body = encode(error)
        last([code.fail, id, body.bytes, body.attachments.length], body)
      },
      item: (body) => {
        if (this.#incoming.has(id))
          this.post([code.item, id, body.bytes, body.attachments.length], body, true)
      },
      inputCredit: (items) => {
        if (this.#incoming.has(id)) this.post([code.inputCredit, id, items])
      },
    }
  }

  #cancel(id: number, reason: ActorError): void {
    this.#incoming.get(id)?.submission?.cancel(reason)
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
    const incoming = [...this.#incoming.values()]
    const outgoing = [...this.#outgoing.values()]
    this.#incoming.clear()
    this.#outgoing.clear()
    for (const { kind, submission } of incoming) if (kind !== left) submission?.cancel(reason)
    for (const sink of outgoing) sink.fail(reason)
  }
}

const empty = new Uint8Array()

function readFrames({ bytes }: Packet, due: number): Frame[] {
  const damaged = (what: string, cause?: unknown): ActorError =>
    new ActorError(
      'undecodable',
      `A packet of ${bytes.byteLength} bytes ${what}`,
      { target: 'packet', bytes: bytes.byteLength },
      { cause },
    )
  let content: unknown
  try {
    content = unpack(bytes, (tag) => {
      throw new TypeError(`unexpected tag ${tag} in a packet`)
    })
  } catch (cause) {
    throw damaged('cannot be decoded', cause)
  }
  if (!Array.isArray(content)) throw damaged('cannot be decoded')
  const [place, ...frames] = content as unknown[]
  if (place !== due) {
    const words = typeof place === 'number' ? `as number ${place}` : 'without a number'
    throw damaged(`came ${words} where number ${due} was due`)
  }
  if (!frames.every(isFrame)) throw damaged('holds something that is no frame')
  return frames
}
