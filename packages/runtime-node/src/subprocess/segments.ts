import type { Packet } from '@troupe/core'
import type { RingWriter } from './file-ring.ts'
import { wire } from './wire.ts'

/** Bytes up to this many are copied behind their header: one buffer is cheaper than two. */
const small = 16 * 1024

/** From this size on, an attachment is worth going through the shared file. */
const large = 64 * 1024

/**
 * The segments of a packet, in the order in which they are written to the pipe. Attachments are not
 * copied; large ones go to the shared file as far as there is room.
 */
export function segmentsOf({ bytes, attachments }: Packet, ring?: RingWriter): Uint8Array[] {
  const head = wire.header + wire.place * attachments.length
  const joined = bytes.byteLength <= small
  const first = Buffer.allocUnsafe(joined ? head + bytes.byteLength : head)
  first.writeUInt32LE(wire.magic, 0)
  first.writeUInt32LE(bytes.byteLength, 4)
  first.writeUInt32LE(attachments.length, 8)
  if (joined) first.set(bytes, head)
  const segments: Uint8Array[] = joined ? [first] : [first, bytes]
  attachments.forEach((attachment, index) => {
    const content = new Uint8Array(attachment)
    const position = content.byteLength < large ? undefined : ring?.put(content)
    const place = wire.header + wire.place * index
    first.writeDoubleLE(content.byteLength, place)
    first.writeDoubleLE(position ?? -1, place + 8)
    if (position === undefined && content.byteLength > 0) segments.push(content)
  })
  return segments
}
