/** Milliseconds for which an isolate is held that has nothing to do: asks come close together. */
const linger = 20

/**
 * Whether an isolate keeps this process alive. It costs calls of the system to change that, so it is
 * let go a little late, and not at all when there is work again by then.
 */
export class Hold {
  readonly #apply: (alive: boolean) => void
  #held = true
  #wanted = true
  #timer: NodeJS.Timeout | undefined

  /** @param apply Holds it, as a new isolate is held, or lets it go. */
  constructor(apply: (alive: boolean) => void) {
    this.#apply = apply
  }

  set(alive: boolean): void {
    this.#wanted = alive
    if (alive && !this.#held) this.#change(true)
    if (alive || !this.#held || this.#timer !== undefined) return
    // What is held keeps the process alive until then.
    this.#timer = setTimeout(() => {
      this.#timer = undefined
      if (!this.#wanted) this.#change(false)
    }, linger)
    this.#timer.unref()
  }

  #change(held: boolean): void {
    this.#held = held
    this.#apply(held)
  }

  /** The isolate is gone. */
  end(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#held = false
    this.#wanted = false
  }
}
