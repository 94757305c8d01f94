import type { Packet } from '@troupe/core'
import { type FarSide, type Host, shared } from '@troupe/core/isolate'
import { laidChannel } from '../worker/channel.ts'
import {
  type FromWorker,
  packetIn,
  postPacket,
  type Printed,
  type ToWorker,
  type Up,
} from '../worker/messages.ts'
import { showPresence } from '../worker/presence.ts'
import { scope } from './scope.ts'
import { whenQuiet } from './when-quiet.ts'

/** The worker's end of the line to its page. */
export class FarEnd implements FarSide {
  readonly shared?: Int32Array<SharedArrayBuffer>
  readonly defer = whenQuiet
  readonly #channel = new MessageChannel()
  readonly #close = scope.close.bind(scope)
  readonly #leaving = new AbortController()
  #announced = false
  #left = false

  constructor(words: Int32Array<SharedArrayBuffer> | undefined) {
    if (words !== undefined) this.shared = words
    // Nobody is told when a worker closes itself, unless it says so.
    scope.close = () => this.close(0)
  }

  /** Begins to listen, and tells the page so as soon as the page can know that this worker lives. */
  open(host: Host): void {
    const { port1 } = this.#channel
    port1.addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
      if (this.#left) return
      if ('channel' in data) host.lay(data.channel, laidChannel(data, this.#leaving.signal))
      else host.receive(packetIn(data))
    })
    port1.addEventListener('messageerror', () =>
      host.crash(new TypeError('A message of the page could not be read')),
    )
    port1.start()
    void showPresence().then((lock) => this.#announce(lock))
  }

  #announce(lock?: string): void {
    if (this.#announced) return
    this.#announced = true
    const port = this.#channel.port2
    const up: Up = {
      troupe: 'up',
      port,
      ...(lock !== undefined && { lock }),
      ...(this.shared && { shared: this.shared }),
    }
    scope.postMessage(up, [port])
  }

  send(packet: Packet): void {
    if (!this.#left) postPacket(this.#channel.port1, packet)
  }

  print(printed: Printed): void {
    this.#post(printed)
  }

  #post(message: FromWorker): void {
    if (!this.#left) this.#channel.port1.postMessage(message)
  }

  /** The script runs on to the end of its turn, but from here on nothing of it counts. */
  close(code: number): void {
    if (this.#left) return
    const started = this.shared === undefined ? 0 : Atomics.load(this.shared, shared.started)
    this.#post({ exit: code, started })
    this.#left = true
    this.#leaving.abort()
    this.#announce()
    this.#close()
  }
}
