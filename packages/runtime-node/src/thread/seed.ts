import type { Packet } from '@troupe/core'
import type { Loader } from '../loader.ts'
import type { LaidChannel } from './channel.ts'
import type { Unheard } from './unheard.ts'

/** What a thread is born with. */
export interface ThreadSeed {
  readonly module: string
  readonly loader?: Loader | undefined
  readonly shared: Int32Array
  readonly unheard: Unheard
}

/** A packet as it crosses: bare bytes where it has no attachments. */
export type PostedPacket = Uint8Array<ArrayBuffer> | Packet

/** Text that a thread wrote. */
export interface ThreadOutput {
  readonly stream: 'stdout' | 'stderr'
  readonly text: Uint8Array
}

/**
 * What goes to a thread. `leave`: nobody waits for it any more, so it leaves where only it can tell
 * that this is safe.
 */
export type ToThread = PostedPacket | LaidChannel | 'leave'

/** What comes from a thread. `up`: it runs and will say in band whatever goes wrong. */
export type FromThread = PostedPacket | ThreadOutput | 'up'

interface Port {
  postMessage(message: PostedPacket, transfer?: ArrayBuffer[]): void
}

/**
 * Posts a packet. What must not be moved is copied here and the copy is moved: a clone would be
 * copied twice, the second time by the receiver.
 */
export function postPacket(port: Port, { bytes, attachments, transfer = none }: Packet): void {
  // Cloning a view clones the whole memory under it.
  const exact = bytes.byteLength === bytes.buffer.byteLength ? bytes : bytes.slice()
  if (attachments.length === 0) return port.postMessage(exact)
  const movable = new Set(transfer)
  const moved = attachments.map((buffer) => (movable.has(buffer) ? buffer : buffer.slice(0)))
  port.postMessage({ bytes: exact, attachments: moved }, [...new Set(moved)])
}

const none: readonly ArrayBuffer[] = []

/**
 * The packet in a message.
 *
 * @throws {TypeError} There is none: anybody in a thread may post to its port.
 */
export function packetIn(message: PostedPacket): Packet {
  if (message instanceof Uint8Array) return { bytes: message, attachments: none }
  if (message.bytes instanceof Uint8Array) return message
  throw new TypeError('it holds no bytes')
}
