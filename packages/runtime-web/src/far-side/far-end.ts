import type { Packet } from '@troupe/core'
import { type FarSide, type Host, shared } from '@troupe/core/isolate'
import {
  type Abandoned,
  type FromWorker,
  type LaidChannel,
  packetIn,
  postPacket,
  type Printed,
  type ToWorker,
  type Up,
} from '../worker/messages.ts'
import { showPresence } from '../worker/presence.ts'
import { LaidEnd } from './channel.ts'
import { scope } from './scope.ts'

/** The worker's end of the line to its page. */
export class FarEnd implements FarSide {
  readonly shared?: Int32Array<SharedArrayBuffer>
  readonly #channel = new MessageChannel()
  /** Its ends of channels to other workers. */
  readonly #laid = new Map<number, LaidEnd>()
  readonly #close = scope.close.bind(scope)
  #announced = false
  #left = false

  constructor(words: Int32Array<SharedArrayBuffer> | undefined) {
    if (words !== undefined) this.shared = words
  }

  /** Begins to listen, and tells the page so as soon as the page can know that this worker lives. */
  open(host: Host): void {
    // Nobody is told when a worker closes itself, unless it says so.
    scope.close = () => {
      host.exits(0)
      this.close(0)
    }
    const { port1 } = this.#channel
    port1.addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
      if (this.#left) return
      if ('channel' in data) this.#lay(data, host)
      else if ('abandoned' in data) this.#abandon(data)
      else host.receive(packetIn(data))
    })
    port1.addEventListener('messageerror', () =>
      host.crash(new TypeError('A message of the page could not be read')),
    )
    port1.start()
    void showPresence().then((lock) => this.#announce(lock))
  }

  #lay(laid: LaidChannel, host: Host): void {
    const end = new LaidEnd(laid)
    this.#laid.set(laid.channel, end)
    host.lay(laid.channel, end.open)
  }

  #abandon({ abandoned }: Abandoned): void {
    this.#laid.get(abandoned)?.abandon()
    this.#laid.delete(abandoned)
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
    this.#announce()
    this.#close()
  }
}
