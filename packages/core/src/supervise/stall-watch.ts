import type { Clock } from '../clock.ts'
import type { Limit } from './spec.ts'

/**
 * Finds an actor that has work and gives no sign of life. It looks at the messages' own path: any
 * frame is a sign, and no side ping can be answered by an actor that does nothing else.
 */
export class StallWatch {
  readonly #clock: Clock
  readonly #limit: Limit
  readonly #stalled: (milliseconds: number) => void
  #working = false
  #lastSign = 0
  #cancel: (() => void) | undefined

  constructor(clock: Clock, limit: Limit, stalled: (milliseconds: number) => void) {
    this.#clock = clock
    this.#limit = limit
    this.#stalled = stalled
  }

  /** Whether there is work; the time counts from when it came. */
  working(working: boolean): void {
    if (this.#limit === 'infinity' || working === this.#working) return
    this.#working = working
    this.#lastSign = this.#clock.now()
    if (working) this.#arm(this.#limit)
    else this.end()
  }

  /** A frame came. */
  sign(): void {
    this.#lastSign = this.#clock.now()
  }

  end(): void {
    this.#cancel?.()
    this.#cancel = undefined
  }

  /** One timer for many signs: when it is due it looks how long the last one is ago. */
  #arm(limit: number): void {
    const look = (): void => {
      const silent = this.#clock.now() - this.#lastSign
      if (silent >= limit) this.#stalled(silent)
      else this.#cancel = this.#clock.after(limit - silent, look)
    }
    this.#cancel = this.#clock.after(limit, look)
  }
}
