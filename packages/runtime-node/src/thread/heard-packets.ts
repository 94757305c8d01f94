import type { Packet } from '@troupe/core'
import { TurnShare } from '../turn-share.ts'
import { giveRoom, lanes, type Unheard, weightOf } from './unheard.ts'

/** Packets that take no time worth a look at the clock. */
const stride = 8

/** The packets that a thread posts, in the app: in order, and no more in one turn than it can bear. */
export class HeardPackets {
  readonly #unheard: Unheard
  readonly #hand: (packet: Packet) => void
  readonly #turn = new TurnShare(stride)
  readonly #goOn = (): void => this.#handOver()
  #waiting: [packet: Packet, weight: number][] = []
  /** How many of them have been handed over. */
  #handed = 0
  /** Whether what comes has to wait for a later turn. */
  #behind = false
  #drained = (): void => {}

  constructor(unheard: Unheard, hand: (packet: Packet) => void) {
    this.#unheard = unheard
    this.#hand = hand
  }

  take(packet: Packet): void {
    const weight = weightOf(packet.bytes)
    if (this.#behind) return void this.#waiting.push([packet, weight])
    this.#heard(packet, weight)
    if (this.#turn.spent()) this.#fallBehind()
  }

  /** Resolves when all that has come is handed over. */
  drained(): Promise<void> {
    return new Promise((resolve) => {
      if (this.#behind) this.#drained = resolve
      else resolve()
    })
  }

  #heard(packet: Packet, weight: number): void {
    giveRoom(this.#unheard, lanes.packets, weight)
    this.#hand(packet)
  }

  #fallBehind(): void {
    this.#behind = true
    setImmediate(this.#goOn)
  }

  #handOver(): void {
    while (this.#handed < this.#waiting.length) {
      this.#heard(...this.#waiting[this.#handed++]!)
      if (this.#turn.spent()) return this.#fallBehind()
    }
    this.#waiting = []
    this.#handed = 0
    this.#behind = false
    this.#drained()
  }
}
