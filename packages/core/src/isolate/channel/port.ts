import type { Packet } from '../isolate.ts'

/** The words of `ChannelPort.shared`. */
export const channelWords = { started: 0, read: 1 } as const

/** One end of a channel between two isolates. */
export interface ChannelPort {
  /** Sends a packet; does nothing once the other end is gone. */
  send(packet: Packet): void
  close(): void
  /**
   * Memory that both ends see, where the kind has it. Its words: the last message whose handler began,
   * and how many packets of answers the caller has read.
   */
  readonly shared?: Int32Array
}

/** What a channel tells the side that opened it. */
export interface ChannelEvents {
  /** Packets arrive whole and in order. */
  receive(packet: Packet): void
  /** Nothing more arrives: all that was sent before the other end was gone has been received. */
  closed(): void
}

/** Begins to listen at an end of a channel; what arrived before is not lost. */
export type OpenChannel = (events: ChannelEvents) => ChannelPort
