import type { Random } from '../../clock.ts'
import type { Packet } from '../../isolate/isolate.ts'
import { code } from '../../wire/frame.ts'
import { framesIn, withFrames } from '../../wire/packet-parts.ts'

/** No packet of this number comes in a lifetime, and MessagePack never uses the byte. */
const noise = 0xc1

/** A packet that cannot be read: cut off somewhere, or overwritten from the first byte on. */
export function damaged({ attachments }: Packet, bytes: Uint8Array, random: Random): Packet {
  const length = Math.floor(random() * bytes.byteLength)
  if (random() < 0.5) return { bytes: bytes.slice(0, length), attachments }
  const noisy = bytes.slice()
  noisy.fill(noise, 0, length + 1)
  return { bytes: noisy as Uint8Array<ArrayBuffer>, attachments }
}

/** A packet that shares nothing with the first, so that both can be sent. */
export function copyOf({ bytes, attachments }: Packet): Packet {
  return { bytes: bytes.slice(), attachments: attachments.map((buffer) => buffer.slice(0)) }
}

/** A packet that says of its frames only which calls were begun, as from someone who froze then. */
export function onlyBegun({ bytes }: Packet): Packet {
  try {
    const begun = framesIn(bytes).filter(([kind]) => kind === code.started)
    return { bytes: withFrames(bytes, begun), attachments: [] }
  } catch {
    // It was damaged before.
    return unreadable
  }
}

/** What comes last from a line that has lost something: nobody can tell what it was. */
export const unreadable: Packet = { bytes: new Uint8Array(), attachments: [] }
