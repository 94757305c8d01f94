import { frameEnd, headerBytes } from './layout.ts'

/**
 * The frames of a packet as bytes, each with its code first: for those that change packets.
 *
 * @throws {RangeError} It is no whole packet.
 */
export function framesIn(bytes: Uint8Array): Uint8Array[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const frames: Uint8Array[] = []
  let at = headerBytes
  for (let left = view.getUint32(4, true); left > 0; left--) {
    const end = frameEnd(view, at)
    if (end < 0) throw new RangeError('the packet ends within a frame')
    frames.push(bytes.subarray(at, end))
    at = end
  }
  return frames
}

/** A packet of the same number with these frames. */
export function withFrames(
  packet: Uint8Array,
  frames: readonly Uint8Array[],
): Uint8Array<ArrayBuffer> {
  const size = frames.reduce((sum, { byteLength }) => sum + byteLength, headerBytes)
  const bytes = new Uint8Array(size)
  bytes.set(packet.subarray(0, headerBytes))
  new DataView(bytes.buffer).setUint32(4, frames.length, true)
  let at = headerBytes
  for (const frame of frames) {
    bytes.set(frame, at)
    at += frame.byteLength
  }
  return bytes
}
