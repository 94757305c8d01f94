import { addExtension, Packr } from 'msgpackr/pack'
import { Encoded, noAttachments } from './encoded.ts'

/**
 * A value that MessagePack has no type for, as a tag and plain data. The class is private to Troupe,
 * so that registering it changes nothing for other users of the codec in the same app.
 */
export class Tagged {
  readonly tag: string
  readonly data: unknown

  constructor(tag: string, data: unknown) {
    this.tag = tag
    this.data = data
  }
}

const slot = Symbol.for('@troupe/core/restore')

/** Gives back what a tag stands for. Set for the time of one decode. */
type Restore = (tag: string, data: unknown) => unknown

/** Registrations are global to the codec: where an app has two copies of this package, they share it. */
const shared = globalThis as { [slot]?: Restore }
addExtension({
  Class: Tagged,
  type: 0x54,
  write: ({ tag, data }: Tagged) => [tag, data],
  read([tag, data]: [string, unknown]) {
    const restore = shared[slot]
    return restore === undefined ? new Tagged(tag, data) : restore(tag, data)
  },
})

const packr = new Packr({ useRecords: false, useBigIntExtension: true })

/** Counts the fields of an object before it writes them: slower, and for more than 65 535 of them. */
const widePackr = new Packr({ useRecords: false, useBigIntExtension: true, variableMapSize: true })

/** Leaves the bytes where they were written, and says where that is; they are never written again. */
const inPlace = 512

type Written = Uint8Array & { readonly start: number; readonly end: number }

/** Packs plain data and {@link Tagged} values. */
export function pack(
  value: unknown,
  attachments: readonly ArrayBuffer[] = noAttachments,
  moved = false,
): Encoded {
  const written = write(value)
  return new Encoded(written, written.start, written.end, attachments, moved)
}

function write(value: unknown): Written {
  try {
    return packr.pack(value, inPlace) as Written
  } catch {
    return widePackr.pack(value, inPlace) as Written
  }
}

/** The codec hangs its view on the bytes that it reads or writes; one is enough for all. */
export function viewOf(bytes: Uint8Array & { dataView?: DataView }): DataView {
  return (bytes.dataView ??= new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength))
}

/** Where the next value is: read before another can begin, so one object does for all. */
const place = { start: 0, end: 0 }

/** Unpacks a value; `restoring` turns tagged data into values. */
export function unpack({ source, start, end }: Encoded, restoring: Restore): unknown {
  const outer = shared[slot]
  shared[slot] = restoring
  place.start = start
  place.end = end
  try {
    return packr.unpack(source, place)
  } finally {
    shared[slot] = outer
  }
}
