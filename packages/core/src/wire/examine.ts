import { ActorError } from '../errors.ts'
import { noAttachments, Encoded } from './encoded.ts'
import { isFrame } from './frame-shape.ts'
import { type Frame } from './frame.ts'
import { frameEnd, framesIn, headerBytes, isGeneral } from './layout.ts'
import { unpack } from './tagged.ts'

/**
 * Looks a packet over before anything in it is acted upon.
 *
 * @returns Those of its frames that are not of words only, in order.
 * @throws {ActorError<'undecodable'>} The packet is damaged, or not the one that is due.
 */
export function examine(bytes: Uint8Array, view: DataView, due: number): readonly Frame[] {
  if (bytes.byteLength < headerBytes) throw damaged(bytes, 'cannot be decoded')
  const number = view.getUint32(0, true)
  if (number !== due) throw damaged(bytes, `came as number ${number} where number ${due} was due`)
  let general: Frame[] | undefined
  let at = headerBytes
  for (let left = framesIn(view); left > 0; left--) {
    const end = at < bytes.byteLength ? frameEnd(view, at) : -1
    if (end < 0) throw damaged(bytes, 'ends within a frame')
    if (isGeneral(bytes[at]!)) (general ??= []).push(generalFrame(bytes, view, at))
    at = end
  }
  if (at !== bytes.byteLength) throw damaged(bytes, 'goes on behind its last frame')
  return general ?? none
}

const none: readonly Frame[] = []

function generalFrame(bytes: Uint8Array, view: DataView, at: number): Frame {
  const start = at + 13
  const fields = new Encoded(
    bytes,
    start,
    start + view.getUint32(at + 5, true),
    noAttachments,
    false,
  )
  let content: unknown
  try {
    content = unpack(fields, (tag) => {
      throw new TypeError(`unexpected tag ${tag} in a packet`)
    })
  } catch (cause) {
    throw damaged(bytes, 'cannot be decoded', cause)
  }
  const frame: unknown = Array.isArray(content) && [bytes[at], ...(content as unknown[])]
  if (!isFrame(frame)) throw damaged(bytes, 'holds something that is no frame')
  return frame
}

/** A packet that nobody can make sense of. */
export function damaged({ byteLength }: Uint8Array, what: string, cause?: unknown): ActorError {
  return new ActorError(
    'undecodable',
    `A packet of ${byteLength} bytes ${what}`,
    { target: 'packet', bytes: byteLength },
    { cause },
  )
}
