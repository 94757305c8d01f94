type Settled<T> = { readonly value: T } | { readonly error: unknown }
interface Job<T> {
  result?: Settled<T>
}

/** The items in work. It reads on as long as there is room, also while nobody reads its results. */
export class Work<In, Out> {
  readonly #items: AsyncIterator<In>
  readonly #stage: (item: In) => Out | PromiseLike<Out>
  readonly #concurrency: number
  readonly #jobs: Job<Out>[] = []
  #reading = false
  #exhausted = false
  #closed = false
  wake = (): void => {}

  constructor(
    items: AsyncIterator<In>,
    stage: (item: In) => Out | PromiseLike<Out>,
    concurrency: number,
  ) {
    this.#items = items
    this.#stage = stage
    this.#concurrency = concurrency
    this.#fill()
  }

  /** Whether a result is still to come. */
  get left(): boolean {
    return !this.#exhausted || this.#jobs.length > 0
  }

  #fill(): void {
    if (this.#reading || this.#exhausted || this.#closed || this.#jobs.length >= this.#concurrency)
      return
    this.#reading = true
    begin(
      () => this.#items.next(),
      (next) => {
        this.#reading = false
        this.#enter(next)
        this.#fill()
        this.wake()
      },
    )
  }

  #enter(next: Settled<IteratorResult<In>>): void {
    if ('error' in next) {
      this.#exhausted = true
      this.#jobs.push({ result: next })
    } else if (next.value.done === true) this.#exhausted = true
    else if (!this.#closed) {
      const { value } = next.value
      this.#jobs.push(
        begin(
          () => this.#stage(value),
          () => this.wake(),
        ),
      )
    }
  }

  /** The next result that is there: of the oldest item, or of any. */
  take(ordered: boolean): Settled<Out> | undefined {
    const ready = ordered ? this.#jobs[0] : this.#jobs.find(({ result }) => result !== undefined)
    if (ready?.result === undefined) return undefined
    this.#jobs.splice(this.#jobs.indexOf(ready), 1)
    this.#fill()
    return ready.result
  }

  /** Begins nothing more. */
  halt(): void {
    this.#closed = true
    this.wake()
  }

  change(): Promise<void> {
    return new Promise((resolve) => (this.wake = resolve))
  }

  /** Lets the source clean up, and waits for it unless an item is still awaited from it. */
  async close(): Promise<void> {
    this.#closed = true
    if (this.#exhausted) return
    const closed = Promise.resolve(this.#items.return?.())
    if (this.#reading) closed.catch(() => {})
    else await closed
  }
}

function begin<T>(work: () => T | PromiseLike<T>, done: (result: Settled<T>) => void): Job<T> {
  const job: Job<T> = {}
  const settle = (result: Settled<T>): void => {
    job.result = result
    done(result)
  }
  new Promise<T>((resolve) => resolve(work())).then(
    (value) => settle({ value }),
    (error: unknown) => settle({ error }),
  )
  return job
}

/** The value, or throws the error. */
export function valueOf<T>(result: Settled<T>): T {
  if ('error' in result) throw result.error
  return result.value
}
