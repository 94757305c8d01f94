import type { Packet } from '@troupe/core'
import { ActorError } from '@troupe/core/actor'
import type { RingReader } from './file-ring.ts'
import { noteIn } from './note.ts'
import { unzeroed } from './unzeroed.ts'
import { wire } from './wire.ts'

/** What a reader tells. */
export interface PacketReaderEvents {
  packet(packet: Packet): void
  /** Without it, a note is no packet. */
  note?(note: unknown): void
  /** What came is no packet; the reader takes nothing more. */
  corrupt(error: ActorError): void
}

type Part = 'header' | 'places' | 'bytes' | 'attachment' | 'closed'

/** Where an attachment is: at a position of the shared file, or (-1) next in the pipe. */
interface Place {
  readonly length: number
  readonly position: number
}

/** From this size on, a segment is worth being read straight to its place. */
const large = 64 * 1024

/**
 * Puts packets together from whatever pieces a pipe delivers. Every byte is copied once, to where it
 * stays, or not at all by those who read into {@link PacketReader.space}.
 */
export class PacketReader {
  readonly #events: PacketReaderEvents
  readonly #ring: RingReader | undefined
  readonly #scratch = new Uint8Array(large)
  readonly #header = new Uint8Array(wire.header)
  #part: Part = 'header'
  /** What is being filled, and how far it is. */
  #target: Uint8Array<ArrayBuffer> = this.#header
  #filled = 0
  #bytes: Uint8Array<ArrayBuffer> = this.#header
  #isNote = false
  #places: Place[] = []
  #attachments: ArrayBuffer[] = []

  constructor(events: PacketReaderEvents, ring?: RingReader) {
    this.#events = events
    this.#ring = ring
  }

  /** Where to read to next. Afterwards say how much came: {@link PacketReader.advance}. */
  space(): Uint8Array {
    const missing = this.#target.byteLength - this.#filled
    return missing >= large ? this.#target.subarray(this.#filled) : this.#scratch
  }

  /** The first `count` bytes of `space` were filled. */
  advance(space: Uint8Array, count: number): void {
    if (space.buffer === this.#scratch.buffer) return this.push(space.subarray(0, count))
    this.#filled += count
    this.#proceed()
  }

  /** Takes the next piece, of any length. */
  push(chunk: Uint8Array): void {
    let at = 0
    while (at < chunk.byteLength && this.#part !== 'closed') {
      const count = Math.min(chunk.byteLength - at, this.#target.byteLength - this.#filled)
      this.#target.set(chunk.subarray(at, at + count), this.#filled)
      this.#filled += count
      at += count
      this.#proceed()
    }
  }

  #proceed(): void {
    while (this.#part !== 'closed' && this.#filled === this.#target.byteLength) {
      if (this.#finishPart()) this.#deliver()
    }
  }

  /** Whether that was the last part of a packet. */
  #finishPart(): boolean {
    try {
      if (this.#part === 'header') this.#readHeader()
      else if (this.#part === 'places') this.#readPlaces()
      else if (this.#isNote) this.#tellNote()
      else return this.#finishSegment()
    } catch (cause) {
      this.#part = 'closed'
      const error = ActorError.is(cause)
        ? cause
        : corruption('it announces more than fits in memory', cause)
      this.#events.corrupt(error)
    }
    return false
  }

  #finishSegment(): boolean {
    if (this.#part === 'attachment') this.#attachments.push(this.#target.buffer)
    for (;;) {
      const place = this.#places[this.#attachments.length]
      if (place === undefined) return true
      if (place.position < 0) {
        this.#expect('attachment', unzeroed(place.length))
        return false
      }
      this.#attachments.push(this.#fromRing(place))
    }
  }

  #fromRing({ position, length }: Place): ArrayBuffer {
    if (this.#ring === undefined) throw corruption('it names a shared file that there is not')
    return this.#ring.take(position, length)
  }

  #readHeader(): void {
    const view = new DataView(this.#header.buffer)
    const magic = view.getUint32(0, true)
    this.#isNote = magic === wire.note && this.#events.note !== undefined
    if (magic !== wire.magic && !this.#isNote) throw corruption('it does not begin like a packet')
    const count = view.getUint32(8, true)
    if (count > wire.mostAttachments) throw corruption(`it announces ${count} attachments`)
    this.#bytes = new Uint8Array(view.getUint32(4, true))
    this.#places = []
    this.#attachments = []
    if (count === 0) this.#expect('bytes', this.#bytes)
    else this.#expect('places', new Uint8Array(count * wire.place))
  }

  #readPlaces(): void {
    const view = new DataView(this.#target.buffer)
    for (let at = 0; at < view.byteLength; at += wire.place) {
      const length = view.getFloat64(at, true)
      const position = view.getFloat64(at + 8, true)
      if (!Number.isSafeInteger(length) || length < 0)
        throw corruption(`an attachment of ${length} bytes`)
      if (!Number.isSafeInteger(position) || position < -1)
        throw corruption(`an attachment at ${position}`)
      this.#places.push({ length, position })
    }
    this.#expect('bytes', this.#bytes)
  }

  #tellNote(): void {
    const note = noteIn(this.#bytes)
    this.#expect('header', this.#header)
    this.#events.note!(note)
  }

  #expect(part: Part, target: Uint8Array<ArrayBuffer>): void {
    this.#part = part
    this.#target = target
    this.#filled = 0
  }

  #deliver(): void {
    const packet = { bytes: this.#bytes, attachments: this.#attachments }
    this.#expect('header', this.#header)
    this.#events.packet(packet)
  }
}

function corruption(what: string, cause?: unknown): ActorError {
  return new ActorError(
    'undecodable',
    `What came through the pipe is no packet: ${what}; does something in the isolate write to file descriptor 4?`,
    { target: 'pipe', bytes: wire.header },
    { cause },
  )
}
