import { wire } from './wire.ts'

/**
 * What a parent says to a child about a channel to another child, and the way there: `listen` for the
 * other one, `connect` to it, then `lay` what both hold now, or `abandon` it.
 */
export type ChannelNote =
  | {
      readonly step: 'listen'
      readonly channel: number
      /** The file of the channel's marks. */
      readonly marks: string
      /** Where the other one finds this one. */
      readonly at: string
    }
  | { readonly step: 'connect'; readonly channel: number; readonly at: string }
  | { readonly step: 'lay' | 'abandon'; readonly channel: number }

/** What a child answers to `listen` and `connect`. */
export interface ChannelAnswer {
  readonly channel: number
  readonly done: boolean
}

/** A note as it stands in the pipe, between packets and in order with them. */
export function noteSegment(note: ChannelNote | ChannelAnswer): Uint8Array {
  const text = Buffer.from(JSON.stringify(note))
  const segment = Buffer.alloc(wire.header + text.byteLength)
  segment.writeUInt32LE(wire.note, 0)
  segment.writeUInt32LE(text.byteLength, 4)
  segment.set(text, wire.header)
  return segment
}

/** What a note says. */
export function noteIn(bytes: Uint8Array): unknown {
  return JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString())
}
