/** Counts what may still be sent; whoever has none waits. */
export class Credit {
  #left: number
  #wake: (() => void) | undefined

  constructor(initial: number) {
    this.#left = initial
  }

  grant(items: number): void {
    this.#left += items
    this.#wake?.()
  }

  /** Uses one up; false when there is none. */
  use(): boolean {
    if (this.#left <= 0) return false
    this.#left--
    return true
  }

  get left(): number {
    return this.#left
  }

  /** Resolves when there is some. */
  async some(): Promise<void> {
    while (this.#left <= 0) {
      await new Promise<void>((resolve) => (this.#wake = resolve))
    }
  }
}

/** Items of a stream that may be under way to whoever reads it, at first. */
export const streamWindow = 32

/** As many at most, however small they are. */
const mostItems = 1_024
/** What half a window may weigh that has grown, in bytes. */
const mostBytes = 256 * 1024

/**
 * Says how much to grant: half a window at a time, so that grants are few and never late. The window
 * grows where it is what keeps the reader waiting, and stays where the reader is the slower one.
 */
export class Allowance {
  #window = streamWindow
  #consumed = 0
  #bytes = 0
  /** What the last grant was for, in bytes. */
  #lastBytes = 0
  /** How many were there without a wait. */
  #inARow = 0

  /** Counts one item consumed; what to grant now, or 0. */
  consumed(bytes: number): number {
    this.#inARow++
    this.#bytes += bytes
    if (++this.#consumed * 2 < this.#window) return 0
    const grant = this.#consumed
    this.#lastBytes = this.#bytes
    this.#consumed = this.#bytes = 0
    if (this.#lastBytes <= mostBytes || this.#window === streamWindow) return grant
    this.#window -= grant
    return 0
  }

  /** The reader has to wait; what to grant now, or 0. */
  waits(): number {
    const usedUp = this.#inARow * 2 >= this.#window
    this.#inARow = 0
    if (!usedUp || this.#window >= mostItems || this.#lastBytes * 2 > mostBytes) return 0
    const more = this.#window
    this.#window *= 2
    return more
  }
}
