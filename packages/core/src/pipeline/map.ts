/** How a stage works through its items; all optional. */
export interface StageOptions {
  /** Items in work at a time. Default: 1. */
  readonly concurrency?: number
  /** Whether results keep the order of the items. Default: true. */
  readonly ordered?: boolean
}

/** What a stage may do with an item: any function, and any ask as it stands. */
export type Stage<In, Out> = (item: In, options: { readonly signal: AbortSignal }) => Out | PromiseLike<Out>

type Settled<T> = { readonly value: T } | { readonly error: unknown }
interface Job<T> {
  result?: Settled<T>
}

/**
 * Applies a stage to items, several at a time, never more than asked for. The source is read only
 * as fast as results are; when the reader leaves or a stage fails, what is in work is aborted.
 */
export function mapItems<In, Out>(
  source: AsyncIterable<In>,
  stage: Stage<In, Out>,
  options: StageOptions,
  outer: AbortSignal | undefined,
): AsyncIterableIterator<Out> {
  const leaving = new AbortController()
  const results = run(source, stage, options, outer, leaving)
  return {
    [Symbol.asyncIterator]() {
      return this
    },
    next: () => results.next(),
    return() {
      leaving.abort()
      return results.return(undefined)
    },
  }
}

async function* run<In, Out>(
  source: AsyncIterable<In>,
  stage: Stage<In, Out>,
  { concurrency = 1, ordered = true }: StageOptions,
  outer: AbortSignal | undefined,
  leaving: AbortController,
): AsyncGenerator<Out, undefined> {
  const signal = outer === undefined ? leaving.signal : AbortSignal.any([outer, leaving.signal])
  let wake = (): void => {}
  const job = <T>(work: () => T | PromiseLike<T>): Job<T> => begin(work, () => wake())
  const abort = (): void => wake()
  signal.addEventListener('abort', abort)
  const items = source[Symbol.asyncIterator]()
  const jobs: Job<Out>[] = []
  let pull: Job<IteratorResult<In>> | undefined
  let exhausted = false
  try {
    while (!leaving.signal.aborted && (!exhausted || jobs.length > 0)) {
      outer?.throwIfAborted()
      if (!exhausted && jobs.length < concurrency) pull ??= job(() => items.next())
      const ready = ordered ? jobs[0]?.result && jobs[0] : jobs.find(({ result }) => result !== undefined)
      if (ready !== undefined) {
        jobs.splice(jobs.indexOf(ready), 1)
        yield valueOf(ready.result!)
      } else if (pull?.result !== undefined) {
        const { result } = pull
        pull = undefined
        exhausted = 'error' in result || result.value.done === true
        const { done, value } = valueOf(result)
        if (done !== true) jobs.push(job(() => stage(value, { signal })))
      } else {
        await new Promise<void>((resolve) => (wake = resolve))
      }
    }
  } finally {
    signal.removeEventListener('abort', abort)
    leaving.abort()
    if (!exhausted) await close(items, pull === undefined)
  }
}

/** Lets the source clean up, and waits for it unless an item is still awaited from it. */
async function close(items: AsyncIterator<unknown>, idle: boolean): Promise<void> {
  const closed = Promise.resolve(items.return?.())
  if (idle) await closed
  else closed.catch(() => {})
}

function begin<T>(work: () => T | PromiseLike<T>, done: () => void): Job<T> {
  const job: Job<T> = {}
  const settle = (result: Settled<T>): void => {
    job.result = result
    done()
  }
  new Promise<T>((resolve) => resolve(work())).then(
    (value) => settle({ value }),
    (error: unknown) => settle({ error }),
  )
  return job
}

function valueOf<T>(result: Settled<T>): T {
  if ('error' in result) throw result.error
  return result.value
}
