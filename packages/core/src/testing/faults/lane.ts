import type { Clock } from '../../clock.ts'
import type { Packet } from '../../isolate/isolate.ts'

interface Waiting {
  readonly packet: Packet
  readonly due: number
}

/** One direction of a line: packets in order, some of them late. */
export class Lane {
  readonly #clock: Clock
  readonly #deliver: (packet: Packet) => void
  #waiting: Waiting[] = []
  #late = 0
  #frozen = false
  #cancel: (() => void) | undefined
  #overtaken: Packet | undefined
  #cancelOvertaken: (() => void) | undefined

  constructor(clock: Clock, deliver: (packet: Packet) => void) {
    this.#clock = clock
    this.#deliver = deliver
  }

  /** From now on, everything takes so many milliseconds. */
  slow(milliseconds: number): void {
    this.#late = milliseconds
  }

  /** Nothing comes through any more. */
  freeze(): void {
    this.#frozen = true
    this.#cancel?.()
    this.#cancelOvertaken?.()
  }

  /** Carries a packet, after those before it and `wait` milliseconds at least. */
  carry(packet: Packet, wait = 0): void {
    const overtaken = this.#takeOvertaken()
    this.#enqueue(packet, wait)
    if (overtaken !== undefined) this.#enqueue(overtaken, 0)
  }

  /** Lets the next packet overtake this one; where none comes within `most` milliseconds, it goes on. */
  letOvertake(packet: Packet, most: number): void {
    const before = this.#takeOvertaken()
    if (before !== undefined) this.#enqueue(before, 0)
    this.#overtaken = packet
    if (this.#frozen) return
    this.#cancelOvertaken = this.#clock.after(most, () => {
      const late = this.#takeOvertaken()
      if (late !== undefined) this.#enqueue(late, 0)
    })
  }

  /** Ends the lane; what has not come through. */
  end(): Packet[] {
    this.freeze()
    const left = this.#waiting.map(({ packet }) => packet)
    if (this.#overtaken !== undefined) left.push(this.#overtaken)
    this.#waiting = []
    this.#overtaken = undefined
    return left
  }

  #takeOvertaken(): Packet | undefined {
    const packet = this.#overtaken
    this.#overtaken = undefined
    this.#cancelOvertaken?.()
    return packet
  }

  #enqueue(packet: Packet, wait: number): void {
    const now = this.#clock.now()
    const due = Math.max(now + this.#late + wait, this.#waiting.at(-1)?.due ?? now)
    if (due <= now && this.#waiting.length === 0 && !this.#frozen) return this.#deliver(packet)
    this.#waiting.push({ packet, due })
    if (this.#waiting.length === 1) this.#arm()
  }

  #arm(): void {
    const next = this.#waiting[0]
    if (next === undefined || this.#frozen) return
    this.#cancel = this.#clock.after(next.due - this.#clock.now(), () => {
      this.#waiting.shift()
      this.#deliver(next.packet)
      this.#arm()
    })
  }
}
