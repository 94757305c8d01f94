import { addExtension, Packr } from 'msgpackr/pack'

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

/** Packs plain data and {@link Tagged} values. The bytes stay valid: they are never written again. */
export function pack(value: unknown): Uint8Array {
  return packr.pack(value)
}

/** Unpacks bytes; `restoring` turns tagged data into values. */
export function unpack(bytes: Uint8Array, restoring: Restore): unknown {
  const outer = shared[slot]
  shared[slot] = restoring
  try {
    return packr.unpack(bytes)
  } finally {
    shared[slot] = outer
  }
}
