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

/** Says how much to grant back: half a window at a time, so that grants are few and never late. */
export class Allowance {
  readonly window: number
  #consumed = 0

  constructor(window: number) {
    this.window = window
  }

  /** Counts one item consumed; what to grant now, or 0. */
  consumed(): number {
    this.#consumed++
    if (this.#consumed * 2 < this.window) return 0
    const grant = this.#consumed
    this.#consumed = 0
    return grant
  }
}

/** Items of a stream that may be under way to whoever reads it. */
export const streamWindow = 32
