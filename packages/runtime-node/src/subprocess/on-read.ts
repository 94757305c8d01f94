import type { OnReadOpts } from 'node:net'
import type { PacketReader } from './packet-reader.ts'

/** Lets a socket read straight to where a reader wants it. */
export function onRead(reader: PacketReader): OnReadOpts {
  let space = reader.space()
  return {
    buffer: () => (space = reader.space()),
    callback(count) {
      reader.advance(space, count)
      return true
    },
  }
}
