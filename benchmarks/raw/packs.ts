import { Packr } from 'msgpackr'

const packr = new Packr({ useRecords: false })

/** Packs each message by itself, as it is at its call, and puts them behind one another. */
export function packAll(messages: readonly unknown[]): Uint8Array<ArrayBuffer> {
  const packed = messages.map((message) => packr.pack(message))
  const all = new Uint8Array(packed.reduce((size, { byteLength }) => size + byteLength, 0))
  let end = 0
  for (const bytes of packed) {
    all.set(bytes, end)
    end += bytes.byteLength
  }
  return all
}

export function unpackAll(bytes: Uint8Array): unknown[] {
  return packr.unpackMultiple(bytes) as unknown[]
}
