import type { Encoded } from './encoded.ts'
import { headerBytes } from './layout.ts'
import { viewOf } from './tagged.ts'

/** Room for a few frames: thousands of lines may have one each in their packets. */
const first = 512
/** Larger than this, a buffer is not kept for another packet. */
const largest = 256 * 1024
/** To copy so few bytes word by word takes less than the view that a copy of more needs. */
const few = 160
/** Bytes that are kept while nobody writes. */
const mostSpare = 4 * 2 ** 20

/** Where a packet is written. */
interface Scratch {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly view: DataView
}

/** All writers share them: most lines are silent at any moment, and there may be thousands. */
const spares: Scratch[] = []
let spareBytes = 0

function scratchOf(size: number): Scratch {
  const bytes = new Uint8Array(size)
  return { bytes, view: new DataView(bytes.buffer) }
}

const none = scratchOf(0)

/** The one that was used last comes first: it has grown to what is written now. */
function takeSpare(): Scratch {
  const spare = spares.pop()
  if (spare === undefined) return scratchOf(first)
  spareBytes -= spare.bytes.byteLength
  return spare
}

function keep(scratch: Scratch): void {
  const { byteLength } = scratch.bytes
  if (byteLength > largest || spareBytes + byteLength > mostSpare) return
  spareBytes += byteLength
  spares.push(scratch)
}

/** Writes the frames of a packet one behind the other, without an object for any of them. */
export class PacketWriter {
  #scratch = none
  #at = headerBytes
  #frames = 0

  /** How many frames wait. */
  get frames(): number {
    return this.#frames
  }

  /** How many bytes the packet has by now. */
  get size(): number {
    return this.#at
  }

  /** A frame that says something of one call: started, end, inputEnd. */
  word(code: number, id: number): void {
    this.#begin(code, 4)
    this.#word(id)
  }

  /** A frame with a number: credit, inputCredit. */
  count(code: number, id: number, count: number): void {
    this.#begin(code, 8)
    this.#word(id)
    this.#word(count)
  }

  /** A frame that carries a value: reply, item, fail, cancel, input. */
  value(code: number, id: number, { source, start, end, attachments }: Encoded): void {
    this.#begin(code, 12 + end - start)
    this.#word(id)
    this.#word(attachments.length)
    this.#word(end - start)
    this.#copy(source, start, end)
  }

  call(
    code: number,
    id: number,
    route: number,
    credit: number,
    again: number,
    body: Encoded,
  ): void {
    const { source, start, end } = body
    this.#begin(code, 24 + end - start)
    this.#word(id)
    this.#word(route)
    this.#word(credit)
    this.#word(again)
    this.#word(body.attachments.length)
    this.#word(end - start)
    this.#copy(source, start, end)
  }

  /** Any other frame: its fields as a MessagePack array, and the value that it carries. */
  general(code: number, fields: Encoded, value: Uint8Array, attachments: number): void {
    const length = fields.end - fields.start
    this.#begin(code, 12 + length + value.byteLength)
    this.#word(attachments)
    this.#word(length)
    this.#word(value.byteLength)
    this.#copy(fields.source, fields.start, fields.end)
    this.#copy(value, 0, value.byteLength)
  }

  /** The packet with this number; the next one begins. */
  take(number: number): Uint8Array<ArrayBuffer> {
    const { bytes, view } = this.#scratch
    view.setUint32(0, number, true)
    view.setUint32(4, this.#frames, true)
    const packet = bytes.slice(0, this.#at)
    keep(this.#scratch)
    this.#scratch = none
    this.#at = headerBytes
    this.#frames = 0
    return packet
  }

  #begin(code: number, more: number): void {
    if (this.#scratch === none) this.#scratch = takeSpare()
    const needed = this.#at + 1 + more
    if (needed > this.#scratch.bytes.byteLength) this.#grow(needed)
    this.#scratch.bytes[this.#at++] = code
    this.#frames++
  }

  #grow(needed: number): void {
    const { bytes } = this.#scratch
    this.#scratch = scratchOf(Math.max(needed, 2 * bytes.byteLength))
    this.#scratch.bytes.set(bytes.subarray(0, this.#at))
  }

  #word(value: number): void {
    this.#scratch.view.setInt32(this.#at, value, true)
    this.#at += 4
  }

  #copy(source: Uint8Array, start: number, end: number): void {
    if (end - start > few) this.#scratch.bytes.set(source.subarray(start, end), this.#at)
    else this.#copyWords(source, start, end)
    this.#at += end - start
  }

  #copyWords(source: Uint8Array, start: number, end: number): void {
    const { bytes, view } = this.#scratch
    const from = viewOf(source)
    let to = this.#at
    let at = start
    for (; at + 4 <= end; at += 4, to += 4) view.setUint32(to, from.getUint32(at))
    for (; at < end; at++, to++) bytes[to] = source[at]!
  }
}
