import type { Packet } from '../isolate.ts'

/**
 * What both ends of a channel see, and what stays readable whatever becomes of either: what a method
 * noted is there when it returns.
 */
export interface ChannelMarks {
  /** Notes that the handler of a call begins. */
  markStarted(id: number): void
  /** The last call that was noted; 0 before the first. */
  started(): number
  /** Notes how many packets of answers the caller has read. */
  markRead(packets: number): void
  read(): number
}

/** One end of a channel between two isolates. */
export interface ChannelPort {
  readonly marks: ChannelMarks
  /** Sends a packet; does nothing once the other end is gone. */
  send(packet: Packet): void
  close(): void
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
