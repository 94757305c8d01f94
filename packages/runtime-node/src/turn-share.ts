/** Milliseconds of each turn that one isolate may take: all others, and the app, wait for that long. */
const share = 5

/** Tells when what is handled in one turn of the event loop has taken long enough. */
export class TurnShare {
  readonly #stride: number
  readonly #now: () => number
  #pieces = 0
  /** Since when a turn is watched. */
  #since: number | undefined
  readonly #begin = (): void => {
    this.#pieces = 0
    this.#since = undefined
  }

  /** @param stride So many pieces take no time that is worth a look at the clock. */
  constructor(stride: number, now = () => performance.now()) {
    this.#stride = stride
    this.#now = now
  }

  /** Called after each piece: whether what is left should wait for the next turn. */
  spent(): boolean {
    if (this.#since !== undefined) return this.#now() - this.#since >= share
    if (++this.#pieces < this.#stride) return false
    this.#since = this.#now()
    setImmediate(this.#begin)
    return false
  }
}
