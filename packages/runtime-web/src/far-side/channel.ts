import type { ChannelEvents, OpenChannel } from '@troupe/core/isolate'
import {
  type LaidChannel,
  packetIn,
  postPacket,
  stragglers,
  type ThroughChannel,
} from '../worker/messages.ts'

/** One end of a channel to another worker, in the worker to which it was given. */
export class LaidEnd {
  readonly #laid: LaidChannel
  #events: ChannelEvents | undefined
  #closed = false

  constructor(laid: LaidChannel) {
    this.#laid = laid
  }

  /** Begins to listen; the port keeps what came before. */
  readonly open: OpenChannel = (events) => {
    const { port, shared } = this.#laid
    this.#events = events
    if (this.#closed) queueMicrotask(() => events.closed())
    port.addEventListener('message', ({ data }: MessageEvent<ThroughChannel>) => {
      if (data === 'closed') this.#close()
      else events.receive(packetIn(data))
    })
    // What cannot be read arrives as damaged, and is a crash as on any other line.
    port.addEventListener('messageerror', () =>
      events.receive({ bytes: new Uint8Array(), attachments: [] }),
    )
    port.start()
    return {
      shared,
      send: (packet) => postPacket(port, packet),
      close() {
        port.postMessage('closed' satisfies ThroughChannel)
        port.close()
      },
    }
  }

  /** The other worker is gone. What it sent before is read first. */
  abandon(): void {
    setTimeout(() => afterMessages(() => this.#close()), stragglers)
  }

  #close(): void {
    if (this.#closed) return
    this.#closed = true
    this.#events?.closed()
  }
}

/** Messages that are here already come before one that is posted now; a timer may overtake them. */
function afterMessages(task: () => void): void {
  const { port1, port2 } = new MessageChannel()
  port1.onmessage = () => {
    port1.close()
    task()
  }
  port2.postMessage(undefined)
}
