import type { Clock } from '../../src/clock.ts'

/**
 * A clock for which every wait is over at once, and which remembers them. Waits of `hold`
 * milliseconds stay until {@link HurriedClock.fire}.
 */
export class HurriedClock implements Clock {
  readonly waits: number[] = []
  readonly #hold: number | undefined
  #held = new Set<() => void>()

  constructor(hold?: number) {
    this.#hold = hold
  }

  now(): number {
    return performance.now()
  }

  after(milliseconds: number, task: () => void): () => void {
    if (milliseconds === this.#hold) {
      this.#held.add(task)
      return () => this.#held.delete(task)
    }
    this.waits.push(milliseconds)
    const timer = setImmediate(task)
    return () => clearImmediate(timer)
  }

  /** Ends the waits that are held. */
  fire(): void {
    for (const task of this.#held) task()
    this.#held = new Set()
  }
}
