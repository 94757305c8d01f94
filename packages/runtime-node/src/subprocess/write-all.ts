import { writeSync, writevSync } from 'node:fs'

/** The kernel takes so many buffers in one go. */
const mostAtOnce = 512

const asleep = new Int32Array(new SharedArrayBuffer(4))

/** Writes segments and returns when the kernel has them all. */
export function writeAll(descriptor: number, segments: readonly Uint8Array[]): void {
  let rest = segments
  while (rest.length > 0) rest = without(rest, writeSome(descriptor, rest.slice(0, mostAtOnce)))
}

function writeSome(descriptor: number, segments: Uint8Array[]): number {
  try {
    return segments.length === 1
      ? writeSync(descriptor, segments[0]!)
      : writevSync(descriptor, segments)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error
    // Somebody made the pipe non-blocking, and it is full.
    Atomics.wait(asleep, 0, 0, 1)
    return 0
  }
}

function without(segments: readonly Uint8Array[], count: number): readonly Uint8Array[] {
  let left = count
  let whole = 0
  while (whole < segments.length && left >= segments[whole]!.byteLength)
    left -= segments[whole++]!.byteLength
  if (left === 0) return segments.slice(whole)
  return [segments[whole]!.subarray(left), ...segments.slice(whole + 1)]
}
