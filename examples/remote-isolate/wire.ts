import type { Packet } from '@troupe/core/isolate'

/** What a frame on the line is: one byte, then the length, then the body. */
export const kinds = { packet: 0, attachment: 1, start: 2, stdout: 3, stderr: 4, exit: 5 } as const
export type Kind = (typeof kinds)[keyof typeof kinds]

/** How a process ended, in the body of the last frame. */
export interface End {
  readonly code: number | null
  readonly signal: string | null
  readonly outOfMemory: boolean
}

const headLength = 5

export function frame(kind: Kind, body: Uint8Array | string): Uint8Array {
  const bytes = typeof body === 'string' ? Buffer.from(body) : body
  const head = Buffer.alloc(headLength)
  head.writeUInt8(kind)
  head.writeUInt32LE(bytes.length, 1)
  return Buffer.concat([head, bytes])
}

/** A packet as frames: first its attachments, then the bytes that end it. */
export function framesOf({ bytes, attachments }: Packet): Uint8Array {
  const beside = attachments.map((it) => frame(kinds.attachment, new Uint8Array(it)))
  return Buffer.concat([...beside, frame(kinds.packet, bytes)])
}

/** Cuts a stream of bytes into frames again. */
export function frameReader(
  heard: (kind: Kind, body: Uint8Array<ArrayBuffer>) => void,
): (piece: Uint8Array) => void {
  let pieces: Uint8Array[] = []
  let size = 0
  let wanted = headLength
  return (piece) => {
    pieces.push(piece)
    size += piece.length
    // Joined once for each frame and not for each piece, of which a large one has thousands.
    if (size < wanted) return
    let rest = Buffer.concat(pieces)
    for (;;) {
      wanted = headLength + (rest.length < headLength ? 0 : rest.readUInt32LE(1))
      if (rest.length < wanted) break
      const [kind, body] = [rest[0] as Kind, new Uint8Array(rest.subarray(headLength, wanted))]
      rest = rest.subarray(wanted)
      heard(kind, body)
    }
    pieces = [rest]
    size = rest.length
  }
}

/** Puts attachments and bytes together to packets; gives other frames to `other`. */
export function packetReader(
  receive: (packet: Packet) => void,
  other: (kind: Kind, body: Uint8Array<ArrayBuffer>) => void = () => {},
): (piece: Uint8Array) => void {
  let attachments: ArrayBuffer[] = []
  return frameReader((kind, body) => {
    if (kind === kinds.attachment) return void attachments.push(body.buffer)
    if (kind !== kinds.packet) return other(kind, body)
    const packet = { bytes: body, attachments }
    attachments = []
    receive(packet)
  })
}
