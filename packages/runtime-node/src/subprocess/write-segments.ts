import type { Writable } from 'node:stream'

/** Writes the segments of a packet; they leave in one call of the system. */
export function writeSegments(stream: Writable, segments: readonly Uint8Array[]): void {
  if (segments.length === 1) return void stream.write(segments[0]!)
  stream.cork()
  for (const segment of segments) stream.write(segment)
  stream.uncork()
}
