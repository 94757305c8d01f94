/** Reads the time for handlers, not twice where one begins as the one before ends. */
export class HandlerClock {
  readonly #now: () => number
  /** When the last one ended, as long as nothing else can have run since. Not a number: unknown. */
  #end = NaN

  constructor(now: () => number) {
    this.#now = now
  }

  begins(): number {
    const end = this.#end
    this.#end = NaN
    return end >= 0 ? end : this.#now()
  }

  ends(): number {
    return (this.#end = this.#now())
  }

  /** A turn begins: anything can have run since the last one. */
  turns(): void {
    this.#end = NaN
  }
}
