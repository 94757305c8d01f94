import type { Packet } from '@troupe/core'
import type { Loader } from '../loader.ts'

/** What a thread is born with. */
export interface ThreadSeed {
  readonly module: string
  readonly loader?: Loader
  readonly shared: Int32Array
}

/** What crosses to a thread and back: a packet, bare where it has no attachments, or a word. */
export type ThreadMessage = Uint8Array<ArrayBuffer> | Packet | ThreadWord

/**
 * `up`: the far side runs and will say in band whatever goes wrong. `leave`: nobody waits for it
 * any more, so it leaves where only it can tell that it is safe.
 */
export type ThreadWord = 'up' | 'leave'

interface Port {
  postMessage(message: ThreadMessage, transfer?: ArrayBuffer[]): void
}

/** Posts a packet; what is not moved is cloned by the platform. */
export function postPacket(port: Port, { bytes, attachments, transfer = [] }: Packet): void {
  // Cloning a view clones the whole memory under it.
  const exact = bytes.byteLength === bytes.buffer.byteLength ? bytes : bytes.slice()
  if (attachments.length === 0) port.postMessage(exact)
  else port.postMessage({ bytes: exact, attachments }, [...new Set(transfer)])
}

/** The packet in a message. */
export function packetIn(message: Uint8Array<ArrayBuffer> | Packet): Packet {
  return message instanceof Uint8Array ? { bytes: message, attachments: [] } : message
}
