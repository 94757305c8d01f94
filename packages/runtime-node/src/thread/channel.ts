import type { MessagePort } from 'node:worker_threads'
import { type OpenChannel, sharedMarks } from '@troupe/core/isolate'
import { packetIn, postPacket, type PostedPacket } from './seed.ts'

/** An end of a channel between two threads, as it comes to one of them. */
export interface LaidChannel {
  readonly channel: number
  readonly port: MessagePort
  readonly shared: Int32Array
}

/**
 * Listens at an end as soon as it is opened. Node tells that the other one is gone behind all that it
 * had sent, and where it had sent nothing, perhaps before anybody opens this one.
 */
export function laidChannel({ port, shared }: LaidChannel): OpenChannel {
  let closed = false
  let tell = (): void => {}
  port.once('close', () => {
    closed = true
    tell()
  })
  return (events) => {
    tell = () => events.closed()
    if (closed) queueMicrotask(tell)
    port.on('message', (message: PostedPacket) => events.receive(packetIn(message)))
    // What cannot be read arrives as damaged, and is a crash as on any other line.
    port.on('messageerror', () => events.receive({ bytes: new Uint8Array(), attachments: [] }))
    return {
      marks: sharedMarks(shared),
      send: (packet) => postPacket(port, packet),
      close: () => port.close(),
    }
  }
}
