import type { Clock } from '../clock.ts'

interface Timer {
  readonly at: number
  readonly task: () => void
}

/**
 * A clock that stands still until it is told to go on. Timers fire in order of their time, each
 * with `now()` at its own time.
 *
 * @example
 * ```ts
 * import { SimulatedClock } from '@troupe/core/testing'
 *
 * const clock = new SimulatedClock()
 * let rang = 0
 * clock.after(1_000, () => (rang = clock.now()))
 * clock.advance(5_000)
 * rang // => 1000
 * ```
 */
export class SimulatedClock implements Clock {
  #now = 0
  #timers: Timer[] = []

  now(): number {
    return this.#now
  }

  after(milliseconds: number, task: () => void): () => void {
    const timer = { at: this.#now + Math.max(0, milliseconds), task }
    const index = this.#timers.findIndex(({ at }) => at > timer.at)
    this.#timers.splice(index === -1 ? this.#timers.length : index, 0, timer)
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer)
    }
  }

  /** Timers that wait. */
  get pending(): number {
    return this.#timers.length
  }

  /** Lets so much time pass, firing what is due on the way. */
  advance(milliseconds: number): void {
    const until = this.#now + milliseconds
    for (
      let timer = this.#timers[0];
      timer !== undefined && timer.at <= until;
      timer = this.#timers[0]
    ) {
      this.#timers.shift()
      this.#now = timer.at
      timer.task()
    }
    this.#now = until
  }
}
