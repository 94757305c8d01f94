/** When runs are put together. */
export interface BatchOptions {
  /** At most so many rows in one run. */
  readonly maxSize: number
  /**
   * Milliseconds that the first of a batch waits for others while nothing runs. Default: 0, so that
   * a lone run never waits: a batch forms while another one is computed.
   */
  readonly maxDelay?: number
}

/** A run that waits. */
export interface Waiting {
  readonly id: number
  /** Only runs of one key fit together. */
  readonly key: string
  /** Rows. */
  readonly size: number
  readonly since: number
}

/** What a batcher knows. */
export interface BatchState {
  /** In the order of arrival. */
  readonly waiting: readonly Waiting[]
  readonly running: boolean
}

/** What happens to a batcher. */
export type BatchEvent =
  | { readonly type: 'add'; readonly id: number; readonly key: string; readonly size: number }
  | { readonly type: 'done' }
  | { readonly type: 'tick' }

/** What a batcher wants done: compute these together, or be told when `at` has come. */
export type BatchCommand =
  | { readonly type: 'run'; readonly ids: readonly number[] }
  | { readonly type: 'wake'; readonly at: number }

/** A batcher with nothing to do. */
export const idle: BatchState = { waiting: [], running: false }

/**
 * Decides what is computed next. One batch is computed at a time; the one that has waited longest
 * goes first and takes along what fits, in order. Nothing overtakes within its key.
 */
export function batch(
  state: BatchState,
  event: BatchEvent,
  now: number,
  options: BatchOptions,
): [BatchState, BatchCommand[]] {
  const next = after(state, event, now)
  const first = next.waiting[0]
  if (next.running || first === undefined) return [next, []]
  const fitting = fill(next.waiting, options.maxSize)
  const due = first.since + (options.maxDelay ?? 0)
  if (!fitting.full && now < due) return [next, [{ type: 'wake', at: due }]]
  const ids = fitting.taken.map(({ id }) => id)
  const waiting = next.waiting.filter(({ id }) => !ids.includes(id))
  return [{ waiting, running: true }, [{ type: 'run', ids }]]
}

function after(state: BatchState, event: BatchEvent, now: number): BatchState {
  switch (event.type) {
    case 'add': {
      const { id, key, size } = event
      return { ...state, waiting: [...state.waiting, { id, key, size, since: now }] }
    }
    case 'done':
      return { ...state, running: false }
    case 'tick':
      return state
  }
}

/** The first one and those of its key that fit beside it; a first one that is too big goes alone. */
function fill(
  waiting: readonly Waiting[],
  maxSize: number,
): { taken: readonly Waiting[]; full: boolean } {
  const [first, ...others] = waiting.filter(({ key }) => key === waiting[0]!.key)
  const taken = [first!]
  let rows = first!.size
  for (const other of others) {
    if (rows + other.size > maxSize) return { taken, full: true }
    taken.push(other)
    rows += other.size
  }
  return { taken, full: rows >= maxSize }
}
