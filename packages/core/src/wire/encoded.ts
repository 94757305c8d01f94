/** A value as it crosses: self-contained, so that it can be delivered again, elsewhere. */
export class Encoded {
  /** Holds the bytes, and others before and behind them: a view for each value would cost more. */
  readonly source: Uint8Array
  readonly start: number
  readonly end: number
  /** Large binaries, in the order in which the bytes name them. */
  readonly attachments: readonly ArrayBuffer[]
  /** Some of them were moved here and can be sent only once. */
  readonly moved: boolean

  constructor(
    source: Uint8Array,
    start: number,
    end: number,
    attachments: readonly ArrayBuffer[],
    moved: boolean,
  ) {
    this.source = source
    this.start = start
    this.end = end
    this.attachments = attachments
    this.moved = moved
  }

  /** The value's own bytes. */
  get bytes(): Uint8Array {
    return this.source.subarray(this.start, this.end)
  }

  /** The same in memory of its own, where it would keep much more alive than it needs. */
  compact(): Encoded {
    const { source, start, end, attachments, moved } = this
    if (source.buffer.byteLength <= roomy + 2 * (end - start)) return this
    const own = source.slice(start, end)
    return new Encoded(own, 0, own.byteLength, attachments, moved)
  }
}

/** What one value may keep alive beside itself, in bytes: what the packer allocates at a time. */
const roomy = 8_192

/** Has no attachments. */
export const noAttachments: readonly ArrayBuffer[] = []

/** Bytes that are one value. */
export function encodedAs(
  bytes: Uint8Array,
  attachments: readonly ArrayBuffer[] = noAttachments,
  moved = false,
): Encoded {
  return new Encoded(bytes, 0, bytes.byteLength, attachments, moved)
}
