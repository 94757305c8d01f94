import type { Packet } from '@troupe/core'
import type { LaidChannel } from './channel.ts'

/**
 * What a worker says on its own channel, once, when it is able to serve. Everything else goes through
 * `port`, so that other users of that channel neither see it nor disturb it.
 */
export interface Up {
  readonly troupe: 'up'
  readonly port: MessagePort
  /** The Web Lock that it holds as long as it lives; none where the browser has no locks to give. */
  readonly lock?: string
  /** Memory that both sides see; only in a page that is cross-origin isolated. */
  readonly shared?: Int32Array<SharedArrayBuffer>
}

/** A packet as it crosses: bare bytes where it has no attachments. */
export type PostedPacket = Uint8Array<ArrayBuffer> | Packet

/** One line that the worker printed. */
export interface Printed {
  readonly stream: 'stdout' | 'stderr'
  readonly line: string
}

/** The last word of a worker that leaves, after everything else that it sent. */
export interface Leaving {
  readonly exit: number
  /** The last message that had begun when it left: its script may run on to the end of its turn. */
  readonly started: number
}

/** What comes through the port from a worker. */
export type FromWorker = PostedPacket | Printed | Leaving

/** What comes through the port to a worker. */
export type ToWorker = PostedPacket | LaidChannel

export function isUp(message: unknown): message is Up {
  return (message as Partial<Up> | null | undefined)?.troupe === 'up'
}

interface Port {
  postMessage(message: PostedPacket, transfer: ArrayBuffer[]): void
}

/**
 * Posts a packet. What must stay with the sender is copied here and the copy is moved, because a
 * clone would be copied on both sides.
 */
export function postPacket(port: Port, { bytes, attachments, transfer = none }: Packet): void {
  // A clone of a view takes the whole memory under it along.
  const exact = bytes.byteLength === bytes.buffer.byteLength ? bytes : bytes.slice()
  if (attachments.length === 0) return port.postMessage(exact, [])
  const movable = new Set(transfer)
  const moved = attachments.map((buffer) => (movable.has(buffer) ? buffer : buffer.slice(0)))
  port.postMessage({ bytes: exact, attachments: moved }, [...new Set(moved)])
}

const none: readonly ArrayBuffer[] = []

/** The packet in a message. */
export function packetIn(message: PostedPacket): Packet {
  return message instanceof Uint8Array ? { bytes: message, attachments: none } : message
}
