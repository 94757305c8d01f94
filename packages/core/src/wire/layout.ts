import { code } from './frame.ts'

/** A packet begins with its number and the number of its frames. */
export const headerBytes = 8

/** How many frames a packet says that it has. */
export function framesIn(packet: DataView): number {
  return packet.getUint32(4, true)
}

/** Words of a frame that has no place of its own here: attachments, length of fields, of the body. */
const general = 3

/** 32-bit words between the code of a frame and what it carries. */
const words = new Uint8Array(256).fill(general)
/** How many of the last words are lengths of what it carries. */
const lengths = new Uint8Array(256).fill(2)

/** Messages and their courses have a place for each field; they end with attachments and length. */
for (const [frame, count, carries] of [
  [code.call, 6, 1],
  [code.cancel, 3, 1],
  [code.input, 3, 1],
  [code.reply, 3, 1],
  [code.fail, 3, 1],
  [code.item, 3, 1],
  [code.credit, 2, 0],
  [code.inputCredit, 2, 0],
  [code.inputEnd, 1, 0],
  [code.started, 1, 0],
  [code.end, 1, 0],
] as const) {
  words[frame] = count
  lengths[frame] = carries
}

/** Whether the fields of a frame are MessagePack and no words. */
export function isGeneral(frame: number): boolean {
  return lengths[frame] === 2
}

/** Where the frame at this place ends, or -1 if it does not fit in what there is. */
export function frameEnd(view: DataView, at: number): number {
  const frame = view.getUint8(at)
  let end = at + 1 + 4 * words[frame]!
  if (end > view.byteLength) return -1
  const last = end
  for (let length = lengths[frame]!; length > 0; length--)
    end += view.getUint32(last - 4 * length, true)
  return end > view.byteLength ? -1 : end
}
