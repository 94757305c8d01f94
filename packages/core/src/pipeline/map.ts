import { valueOf, Work } from './work.ts'

/** How a stage works through its items; all optional. */
export interface StageOptions {
  /** Items in work at a time. Default: 1. */
  readonly concurrency?: number
  /** Whether results keep the order of the items. Default: true. */
  readonly ordered?: boolean
}

/** What a stage may do with an item: any function, and any ask as it stands. */
export type Stage<In, Out> = (
  item: In,
  options: { readonly signal: AbortSignal },
) => Out | PromiseLike<Out>

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
  outer?.throwIfAborted()
  const signal = outer === undefined ? leaving.signal : AbortSignal.any([outer, leaving.signal])
  const work = new Work(
    source[Symbol.asyncIterator](),
    (item: In) => stage(item, { signal }),
    concurrency,
  )
  const abort = (): void => work.halt()
  signal.addEventListener('abort', abort)
  try {
    while (!leaving.signal.aborted && work.left) {
      outer?.throwIfAborted()
      const result = work.take(ordered)
      if (result === undefined) await work.change()
      else yield valueOf(result)
    }
  } finally {
    signal.removeEventListener('abort', abort)
    leaving.abort()
    await work.close()
  }
}
