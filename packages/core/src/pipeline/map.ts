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
  readonly done: Promise<void>
}

/**
 * Applies a stage to items, several at a time, never more than asked for. The source is read only
 * as fast as results are; when the reader leaves or a stage fails, what is in work is aborted.
 */
export async function* mapItems<In, Out>(
  source: AsyncIterable<In>,
  stage: Stage<In, Out>,
  { concurrency = 1, ordered = true }: StageOptions,
  outer: AbortSignal | undefined,
): AsyncGenerator<Out> {
  const leaving = new AbortController()
  const signal = outer === undefined ? leaving.signal : AbortSignal.any([outer, leaving.signal])
  const items = source[Symbol.asyncIterator]()
  const jobs: Job<Out>[] = []
  let pull: Job<IteratorResult<In>> | undefined
  let exhausted = false
  try {
    while (!exhausted || jobs.length > 0) {
      outer?.throwIfAborted()
      if (!exhausted && jobs.length < concurrency) pull ??= job(() => items.next())
      const ready = ordered ? jobs[0]?.result && jobs[0] : jobs.find(({ result }) => result !== undefined)
      if (ready !== undefined) {
        jobs.splice(jobs.indexOf(ready), 1)
        yield valueOf(ready.result!)
      } else if (pull?.result !== undefined) {
        const next = valueOf(pull.result)
        pull = undefined
        if (next.done === true) exhausted = true
        else jobs.push(job(() => stage(next.value, { signal })))
      } else {
        await Promise.race([...(pull === undefined ? [] : [pull.done]), ...jobs.map(({ done }) => done), aborted(outer, leaving.signal)])
      }
    }
  } finally {
    leaving.abort()
    if (!exhausted) void items.return?.()
  }
}

function job<T>(work: () => T | PromiseLike<T>): Job<T> {
  const started: { result?: Settled<T>; done: Promise<void> } = { done: Promise.resolve() }
  started.done = new Promise<T>((resolve) => resolve(work())).then(
    (value) => void (started.result = { value }),
    (error: unknown) => void (started.result = { error }),
  )
  return started
}

function valueOf<T>(result: Settled<T>): T {
  if ('error' in result) throw result.error
  return result.value
}

/** Resolves when the outer signal is aborted; its listener goes with the inner one. */
function aborted(outer: AbortSignal | undefined, inner: AbortSignal): Promise<void> {
  if (outer === undefined) return new Promise(() => {})
  return new Promise((resolve) => {
    const wake = (): void => resolve()
    outer.addEventListener('abort', wake, { once: true })
    inner.addEventListener('abort', () => outer.removeEventListener('abort', wake), { once: true })
  })
}
