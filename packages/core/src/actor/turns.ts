/** Lets at most so many in at a time, in the order in which they came. */
export class Turns {
  /** Those who came, and those who came before them with the next one last: no array is shifted. */
  #came: (() => void)[] = []
  #before: (() => void)[] = []
  #free: number
  #letting = false

  constructor(concurrency: number) {
    this.#free = concurrency
  }

  /** Runs `enter` when it is its turn, at once where nobody is before it. */
  take(enter: () => void): void {
    if (this.#free > 0 && !this.#letting && !this.wanted) {
      this.#free--
      this.#letting = true
      enter()
      this.#letting = false
    } else this.#came.push(enter)
    this.#letIn()
  }

  /** Whether somebody waits for a turn. */
  get wanted(): boolean {
    return this.#came.length + this.#before.length > 0
  }

  /** Ends a turn. */
  give(): void {
    this.#free++
    this.#letIn()
  }

  /** A loop and no recursion: thousands of short turns must not nest. */
  #letIn(): void {
    if (this.#letting) return
    this.#letting = true
    while (this.#free > 0) {
      const enter = this.#next()
      if (enter === undefined) break
      this.#free--
      enter()
    }
    this.#letting = false
  }

  #next(): (() => void) | undefined {
    if (this.#before.length === 0) {
      this.#before = this.#came.reverse()
      this.#came = []
    }
    return this.#before.pop()
  }
}

/** One call's claim to a turn: it may leave and come back while it waits for something else. */
export class Turn {
  readonly #turns: Turns
  #held = false

  constructor(turns: Turns) {
    this.#turns = turns
  }

  take(): Promise<void> {
    return new Promise((resolve) => {
      this.#turns.take(() => {
        this.#held = true
        resolve()
      })
    })
  }

  get held(): boolean {
    return this.#held
  }

  /** Lets in those who wait; whether somebody did, so that it has to be taken again. */
  makesWay(): boolean {
    if (!this.#turns.wanted) return false
    this.give()
    return true
  }

  give(): void {
    if (!this.#held) return
    this.#held = false
    this.#turns.give()
  }

  /** Waits for `something` without keeping others out. */
  async without<T>(something: Promise<T>): Promise<T> {
    if (!this.#held) return something
    this.give()
    try {
      return await something
    } finally {
      await this.take()
    }
  }
}
