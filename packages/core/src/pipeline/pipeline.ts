import { checkFunction, checkIterable } from '../argument.ts'
import { ActorError } from '../errors.ts'
import { mapItems, type Stage, type StageOptions } from './map.ts'

/** What a pipeline reads from. */
export type Source<T> = AsyncIterable<T> | Iterable<T>

/**
 * Items that flow through stages. Nothing runs until it is read; it can be read once.
 *
 * Reading pulls: a slow reader slows every stage, down to the source. A stage that fails ends the
 * pipeline with its error and aborts what is in work. Leaving the loop does the same without one.
 */
export interface Pipeline<T> extends AsyncIterable<T> {
  /**
   * Applies a stage to every item, in order and one at a time unless told otherwise.
   *
   * @throws {ActorError<'invalid-argument'>} The concurrency is less than 1.
   */
  map<Out>(stage: Stage<T, Out>, options?: StageOptions): Pipeline<Out>
  /** Applies a stage that gives any number of items for each. */
  flatMap<Out>(stage: Stage<T, Source<Out>>, options?: StageOptions): Pipeline<Out>
  /** Keeps the items for which the stage gives true. */
  filter(stage: Stage<T, boolean>, options?: StageOptions): Pipeline<T>
  /** Runs it and gives all results. */
  toArray(): Promise<T[]>
  /** Runs it for what `action` does with each result. */
  forEach(action: (item: T) => void | PromiseLike<void>): Promise<void>
}

/**
 * Begins a pipeline over a source: an array, a generator, a stream of an actor.
 *
 * An ask is a stage as it stands: `pipeline(images).map(ocr.ask.read, { concurrency: 4 })`.
 *
 * @throws {ActorError<'invalid-argument'>} The source cannot be iterated.
 * @see [Example: pipeline of isolates](../../../../examples/pipeline/README.md)
 * @example
 * ```ts
 * import { pipeline } from '@troupe/core'
 *
 * const squares = await pipeline([1, 2, 3])
 *   .map((n) => n * n, { concurrency: 2 })
 *   .filter((n) => n > 1)
 *   .toArray()
 * squares // => [4, 9]
 * ```
 */
export function pipeline<T>(
  source: Source<T>,
  options?: { readonly signal?: AbortSignal } | null,
): Pipeline<T> {
  checkIterable('source', source)
  return over(asAsync(source), options?.signal)
}

function over<T>(items: AsyncIterable<T>, signal: AbortSignal | undefined): Pipeline<T> {
  const through = <Out>(stage: Stage<T, Out>, options?: StageOptions | null): AsyncIterable<Out> =>
    mapItems(items, callable(stage), checked(options ?? {}), signal)
  const self: Pipeline<T> = {
    [Symbol.asyncIterator]: () => guarded(items, signal)[Symbol.asyncIterator](),
    map: (stage, options) => over(through(stage, options), signal),
    flatMap: (stage, options) => over(flatten(through(stage, options)), signal),
    filter: (stage, options) => {
      const keeps = callable(stage)
      const judge: Stage<T, readonly [T, boolean]> = async (item, call) =>
        [item, await keeps(item, call)] as const
      return over(kept(through(judge, options)), signal)
    },
    async toArray() {
      const all: T[] = []
      for await (const item of self) all.push(item)
      return all
    },
    async forEach(action) {
      for await (const item of self) await action(item)
    },
  }
  return self
}

function callable<In, Out>(stage: Stage<In, Out>): Stage<In, Out> {
  checkFunction('stage', stage, 'pass a function of one item: pipeline([1, 2]).map((n) => n * n)')
  return stage
}

/** Nobody would ever work on the items of a stage without workers. */
function checked(options: StageOptions): StageOptions {
  const { concurrency = 1 } = options
  if (concurrency >= 1) return options
  const hint = 'a number of at least 1'
  throw new ActorError(
    'invalid-argument',
    `The concurrency of a stage must be ${hint}; got ${String(concurrency)}`,
    {
      argument: 'concurrency',
      hint,
    },
  )
}

async function* asAsync<T>(source: Source<T>): AsyncGenerator<T> {
  yield* source
}

/** Ends at once when the signal is aborted, even while the source gives nothing. */
function guarded<T>(items: AsyncIterable<T>, signal: AbortSignal | undefined): AsyncIterable<T> {
  return signal === undefined ? items : mapItems(items, (item) => item, {}, signal)
}

async function* flatten<T>(groups: AsyncIterable<Source<T>>): AsyncGenerator<T> {
  for await (const group of groups) yield* group
}

async function* kept<T>(judged: AsyncIterable<readonly [T, boolean]>): AsyncGenerator<T> {
  for await (const [item, keep] of judged) if (keep) yield item
}
