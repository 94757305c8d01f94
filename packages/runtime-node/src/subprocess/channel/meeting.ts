import { once } from 'node:events'
import { connect, createServer, type Server, type Socket } from 'node:net'
import type { ChannelEvents, ChannelPort } from '@troupe/core/isolate'
import { onRead } from '../on-read.ts'
import { PacketReader } from '../packet-reader.ts'
import { segmentsOf } from '../segments.ts'
import { writeSegments } from '../write-segments.ts'
import { FileMarks } from './file-marks.ts'

/** What a damaged line brings: no packet can be read from it, and that is a crash. */
const damaged = { bytes: new Uint8Array(), attachments: [] } as const

/** One process's part in a channel: it hears through one socket and speaks through another. */
export class Meeting {
  readonly #marks: FileMarks
  readonly #server: Server
  readonly #accepted: Promise<Socket>
  #hears: Socket | undefined
  #speaks: Socket | undefined
  #events: ChannelEvents | undefined

  /** @throws What the system says, where the marks cannot be opened. */
  constructor(marks: string) {
    this.#marks = new FileMarks(marks)
    this.#server = createServer()
    this.#accepted = new Promise((resolve) =>
      this.#server.once('connection', (socket: Socket) => resolve(this.#speakTo(socket))),
    )
  }

  /** When it breaks, nobody is left to hear, and the other socket tells that. */
  #speakTo(socket: Socket): Socket {
    return (this.#speaks = socket.on('error', () => {}).resume())
  }

  async listen(at: string): Promise<void> {
    await once(this.#server.listen(at), 'listening')
  }

  async connect(at: string): Promise<void> {
    const reader = new PacketReader({
      packet: (packet) => this.#events!.receive(packet),
      corrupt: () => this.#events!.receive(damaged),
    })
    this.#hears = connect({ path: at, onread: onRead(reader) }).on('error', () => {})
    // What comes early waits in the system until this end is opened.
    this.#hears.pause()
    await Promise.all([this.#accepted, once(this.#hears, 'connect')])
    this.#server.close()
  }

  /** The end for the host, once both sides are connected. */
  open(events: ChannelEvents): ChannelPort {
    this.#events = events
    this.#hears!.once('close', () => events.closed()).resume()
    return {
      marks: this.#marks,
      send: (packet) => {
        if (this.#speaks!.writable) writeSegments(this.#speaks!, segmentsOf(packet))
      },
      close: () => this.close(),
    }
  }

  /** Hears nothing more; what was said leaves. */
  close(): void {
    this.#marks.close()
    this.#server.close()
    this.#hears?.destroy()
    this.#speaks?.end()
  }

  /** Resolves when what was said has left or cannot any more; `undefined` where nothing waits. */
  get leaving(): Promise<unknown> | undefined {
    const speaks = this.#speaks
    if (speaks === undefined || speaks.closed || speaks.writableLength === 0) return undefined
    return new Promise((resolve) => speaks.once('finish', resolve).once('close', resolve))
  }
}
