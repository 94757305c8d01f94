import { inWords } from '../in-words.ts'

/** The iterator of what a stream handler returned. */
export function iterate(source: unknown): AsyncIterator<unknown> {
  const items = source as Partial<AsyncIterable<unknown> & Iterable<unknown>>
  if (typeof items?.[Symbol.asyncIterator] === 'function') return items[Symbol.asyncIterator]!()
  if (typeof items?.[Symbol.iterator] === 'function') return fromSync(items[Symbol.iterator]!())
  throw new TypeError(
    `its handler returned ${inWords(source)} and no items; write it as async *operation() { yield ... }`,
  )
}

function fromSync(items: Iterator<unknown>): AsyncIterator<unknown> {
  return {
    next: () => Promise.resolve(items.next()),
    return: () => Promise.resolve(items.return?.() ?? { done: true, value: undefined }),
  }
}

/** Whether a handler's result has to be awaited. */
export function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof (value as PromiseLike<unknown> | null | undefined)?.then === 'function'
}
