import { Encoded, noAttachments } from './encoded.ts'
import type { Frame } from './frame.ts'

/** A packet while it is acted upon. */
export interface Arrival {
  readonly bytes: Uint8Array
  readonly view: DataView
  readonly attachments: readonly ArrayBuffer[]
  /** How many of them belong to frames that were read. */
  taken: number
  readonly general: readonly Frame[]
  /** How many of these were read. */
  read: number
}

/** The value that a frame of words carries, with so many words before its attachments and length. */
export function valueIn(arrival: Arrival, at: number, words: number): Encoded {
  const { bytes, view } = arrival
  const place = at + 1 + 4 * words
  const start = place + 8
  const end = start + view.getUint32(place + 4, true)
  return new Encoded(bytes, start, end, take(arrival, view.getUint32(place, true)), false)
}

export function generalValueIn(arrival: Arrival, at: number): Encoded {
  const { bytes, view } = arrival
  const start = at + 13 + view.getUint32(at + 5, true)
  const end = start + view.getUint32(at + 9, true)
  return new Encoded(bytes, start, end, take(arrival, view.getUint32(at + 1, true)), false)
}

function take(arrival: Arrival, count: number): readonly ArrayBuffer[] {
  if (count === 0) return noAttachments
  const { taken, attachments } = arrival
  arrival.taken += count
  return attachments.slice(taken, taken + count)
}
