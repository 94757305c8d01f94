import type { Packet } from '@troupe/core'
import { wire } from './wire.ts'

/** Bytes up to this many are copied behind their header: one buffer is cheaper than two. */
const small = 16 * 1024

/** The segments of a packet, in the order in which they are written. Attachments are not copied. */
export function segmentsOf({ bytes, attachments }: Packet): Uint8Array[] {
  const head = wire.header + wire.length * attachments.length
  const joined = bytes.byteLength <= small
  const first = Buffer.allocUnsafe(joined ? head + bytes.byteLength : head)
  first.writeUInt32LE(wire.magic, 0)
  first.writeUInt32LE(bytes.byteLength, 4)
  first.writeUInt32LE(attachments.length, 8)
  attachments.forEach((attachment, at) => {
    first.writeDoubleLE(attachment.byteLength, wire.header + wire.length * at)
  })
  if (joined) first.set(bytes, head)
  const segments: Uint8Array[] = joined ? [first] : [first, bytes]
  for (const attachment of attachments) {
    if (attachment.byteLength > 0) segments.push(new Uint8Array(attachment))
  }
  return segments
}
