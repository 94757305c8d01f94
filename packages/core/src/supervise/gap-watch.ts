import type { Clock } from '../clock.ts'

/** Milliseconds between two looks, and how late one may come. */
const step = 500

/** Notices that its own side was blocked or frozen: by looking at the clock, and coming late. */
export class GapWatch {
  readonly #clock: Clock
  readonly #noticed: (milliseconds: number) => void
  #due = 0
  #cancel: (() => void) | undefined

  constructor(clock: Clock, noticed: (milliseconds: number) => void) {
    this.#clock = clock
    this.#noticed = noticed
  }

  /** Looks from now on, or no more. */
  watch(on: boolean): void {
    if (on === (this.#cancel !== undefined)) return
    this.#cancel?.()
    this.#cancel = undefined
    if (on) this.#arm()
  }

  /** Looks now: whoever comes late himself should know before he acts. */
  look(): void {
    if (this.#cancel === undefined) return
    const late = this.#clock.now() - this.#due
    this.#cancel()
    this.#arm()
    if (late >= step) this.#noticed(late)
  }

  #arm(): void {
    this.#due = this.#clock.now() + step
    this.#cancel = this.#clock.after(step, () => this.look(), true)
  }
}
