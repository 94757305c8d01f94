import { type OpenChannel, sharedMarks } from '@troupe/core/isolate'
import { packetIn, postPacket, type PostedPacket } from './messages.ts'
import { hasLocks, stragglers, whenAbsent } from './presence.ts'

/** An end of a channel between two workers, as it comes to one of them. */
export interface LaidChannel {
  readonly channel: number
  readonly port: MessagePort
  /** The Web Lock of the worker at the other end. */
  readonly lock: string
  /** Memory that both ends see. */
  readonly shared: Int32Array<SharedArrayBuffer>
}

/** Locks tell of the end of a worker, and shared memory what it had begun and read until then. */
export function channelsHere(): boolean {
  return globalThis.crossOriginIsolated === true && hasLocks()
}

/** The last word of an end, behind all that it sent. */
const closing = 'closed'

/**
 * Listens at an end as soon as it is opened. Not every browser tells a port that the other one is gone,
 * so an end that closes says so, and one whose worker is ended is known by its lock.
 *
 * @param leaving This worker leaves: what it sends from then on does not count.
 */
export function laidChannel(
  { port, lock, shared }: LaidChannel,
  leaving: AbortSignal,
): OpenChannel {
  return (events) => {
    const over = new AbortController()
    const end = (): void => {
      if (over.signal.aborted) return
      over.abort()
      port.close()
      events.closed()
    }
    const close = (): void => {
      port.postMessage(closing)
      port.close()
      queueMicrotask(end)
    }
    port.addEventListener('message', ({ data }: MessageEvent<PostedPacket | typeof closing>) =>
      data === closing ? end() : events.receive(packetIn(data)),
    )
    // What cannot be read arrives as damaged, and is a crash as on any other line.
    port.addEventListener('messageerror', () =>
      events.receive({ bytes: new Uint8Array(), attachments: [] }),
    )
    port.start()
    leaving.addEventListener('abort', close, { signal: over.signal })
    void whenAbsent(lock, over.signal).then(() => setTimeout(end, stragglers))
    return { marks: sharedMarks(shared), send: (packet) => postPacket(port, packet), close }
  }
}
