import type { Figure, Result } from '../result.ts'

/** When and where a figure was measured. */
export interface Conditions {
  /** The day, as in 2026-11-23. */
  readonly date: string
  readonly processor: string
  readonly cores: number
  readonly node: string
  /** Where it was a page that was measured. */
  readonly browser?: string
  /** Programs that wanted a core, at the beginning: above `cores` the machine was busy. */
  readonly load: number
}

/** What a run leaves behind for one figure, beside its result. */
export interface Entry {
  readonly conditions: Conditions
  readonly rounds: Pick<Figure, 'troupe' | 'limit' | 'peers' | 'asides'>
}

/** By id. */
export type Entries = Readonly<Record<string, Entry>>

export function entryOf({ troupe, limit, peers, asides }: Figure, conditions: Conditions): Entry {
  return { conditions, rounds: { troupe, limit, peers, asides } }
}

/**
 * Puts new results in the place of old ones of the same id; those of other ids stay. The order is
 * that of the ids that are known; what is not known any more is dropped.
 */
export function mergeResults(
  old: readonly Result[],
  fresh: readonly Result[],
  ids: readonly string[],
): Result[] {
  const byId = new Map([...old, ...fresh].map((result) => [result.id, result]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}

/** The same for what stands beside the results. */
export function mergeEntries(old: Entries, fresh: Entries, ids: readonly string[]): Entries {
  const all = { ...old, ...fresh }
  return Object.fromEntries(ids.flatMap((id) => (all[id] === undefined ? [] : [[id, all[id]]])))
}
