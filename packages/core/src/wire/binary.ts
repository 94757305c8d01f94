import { borrowCopy } from './spare-buffers.ts'
import { Tagged } from './tagged.ts'

/** Binary data of at least this many bytes travels beside the payload, not in it. */
export const attachmentThreshold = 8_192

type View = ArrayBufferView<ArrayBuffer>
type ViewKind = new (buffer: ArrayBuffer, offset: number, length: number) => View

const views = new Map<string, ViewKind>(
  [
    Int8Array,
    Uint8Array,
    Uint8ClampedArray,
    Int16Array,
    Uint16Array,
    Int32Array,
    Uint32Array,
    Float32Array,
    Float64Array,
    BigInt64Array,
    BigUint64Array,
    DataView,
  ].map((Kind) => [Kind.name, Kind as ViewKind]),
)

/** The large binaries of one message while it is encoded. */
export class Attachments {
  readonly buffers: ArrayBuffer[] = []
  readonly #moved = new Map<ArrayBuffer, number>()
  readonly #transfer: ReadonlySet<ArrayBuffer>

  constructor(transfer: ReadonlySet<ArrayBuffer>) {
    this.#transfer = transfer
  }

  /** Lowers a typed array, DataView or ArrayBuffer to data that a frame can carry. */
  lower(value: ArrayBuffer | View): Tagged {
    const whole = value instanceof ArrayBuffer
    const buffer = whole ? value : value.buffer
    const offset = whole ? 0 : value.byteOffset
    const { byteLength } = value
    if (this.#transfer.has(buffer)) {
      return new Tagged('binary', [kindOf(value), this.#move(buffer), offset, byteLength])
    }
    if (byteLength < attachmentThreshold) return lowerSmall(value)
    this.buffers.push(borrowCopy(buffer, offset, byteLength))
    return new Tagged('binary', [kindOf(value), this.buffers.length - 1, 0, byteLength])
  }

  #move(buffer: ArrayBuffer): number {
    let index = this.#moved.get(buffer)
    if (index === undefined) {
      index = this.buffers.push(buffer) - 1
      this.#moved.set(buffer, index)
    }
    return index
  }

  /** Takes the buffers to be moved away from the sender, now that encoding has succeeded. */
  detach(): void {
    for (const [buffer, index] of this.#moved) {
      this.buffers[index] = taken(buffer)
    }
  }
}

/** Some buffers cannot be moved, such as those of WebAssembly and of Node's pool: they are copied. */
function taken(buffer: ArrayBuffer): ArrayBuffer {
  try {
    return structuredClone(buffer, { transfer: [buffer] })
  } catch {
    return buffer.slice(0)
  }
}

/** Lowers what is part of the payload, unless it is to be moved. */
export function lowerSmall(value: ArrayBuffer | View): Tagged {
  const bytes =
    value instanceof ArrayBuffer
      ? new Uint8Array(value)
      : value instanceof Uint8Array
        ? value
        : new Uint8Array(value.buffer, value.byteOffset, value.byteLength)
  return new Tagged('binary', [kindOf(value), bytes])
}

function kindOf(value: ArrayBuffer | View): string {
  if (value instanceof ArrayBuffer) return 'ArrayBuffer'
  return value instanceof DataView ? 'DataView' : (value as Uint8Array)[Symbol.toStringTag]
}

/** Gives back what {@link Attachments.lower} lowered. */
export function restoreBinary(data: unknown, attachments: readonly ArrayBuffer[]): unknown {
  const [kind, at, offset = 0, length] = data as [string, unknown, number?, number?]
  const own = at instanceof Uint8Array ? new Uint8Array(at) : undefined
  // The most frequent kind needs no second view.
  if (own !== undefined && kind === 'Uint8Array') return own
  const buffer = own?.buffer ?? (typeof at === 'number' ? attachments[at] : undefined)
  if (buffer === undefined) throw new RangeError(`attachment ${String(at)} is missing`)
  if (kind === 'ArrayBuffer') return buffer
  const View = views.get(kind)
  if (View === undefined) throw new TypeError(`unknown binary type ${kind}`)
  const bytesPerElement = (View as unknown as { BYTES_PER_ELEMENT?: number }).BYTES_PER_ELEMENT ?? 1
  const elements = (length ?? buffer.byteLength) / bytesPerElement
  if (!Number.isInteger(elements)) throw new RangeError(`${buffer.byteLength} bytes are no ${kind}`)
  return new View(buffer as ArrayBuffer, offset, elements)
}
