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

/** Gives back what a tag stands for. Set for the time of one decode. */
type Restore = (tag: string, data: unknown) => unknown

let restore: Restore = (tag, data) => new Tagged(tag, data)

addExtension({
  Class: Tagged,
  type: 0x54,
  write: ({ tag, data }: Tagged) => [tag, data],
  read: ([tag, data]: [string, unknown]) => restore(tag, data),
})

const packr = new Packr({ useRecords: false, useBigIntExtension: true })

/** Packs plain data and {@link Tagged} values. The bytes stay valid: they are never written again. */
export function pack(value: unknown): Uint8Array {
  return packr.pack(value)
}

/** Unpacks bytes; `restoring` turns tagged data into values. */
export function unpack(bytes: Uint8Array, restoring: Restore): unknown {
  const outer = restore
  restore = restoring
  try {
    return packr.unpack(bytes)
  } finally {
    restore = outer
  }
}
