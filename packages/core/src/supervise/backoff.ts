import type { Random } from '../clock.ts'

/** How long a restart waits, so that a child that keeps failing does not burn the machine. */
export interface Backoff {
  /** Restarts in a row that do not wait at all: most crashes are alone. Default 1. */
  readonly immediate: number
  /** The first wait, in milliseconds. Default 100. */
  readonly min: number
  /** The longest wait, in milliseconds; jitter included, it is never exceeded. Default 10 000. */
  readonly max: number
  /** What each further wait is multiplied with. Default 2. */
  readonly factor: number
  /** Spreads restarts of children that failed together over this share of the wait. Default 0.2. */
  readonly jitter: number
  /** A child that was up so long, in milliseconds, starts over. Default: half of `min + max`. */
  readonly resetAfter: number
}

/** The backoff of a child that asks for none of its own. */
export const defaultBackoff: Backoff = {
  immediate: 1,
  min: 100,
  max: 10_000,
  factor: 2,
  jitter: 0.2,
  resetAfter: 5_050,
}

/** `backoff` with its gaps filled from {@link defaultBackoff}. */
export function completeBackoff(backoff: Partial<Backoff> = defaultBackoff): Backoff {
  if (backoff === defaultBackoff) return defaultBackoff
  const {
    immediate = defaultBackoff.immediate,
    min = defaultBackoff.min,
    max = Math.max(min, defaultBackoff.max),
    factor = defaultBackoff.factor,
    jitter = defaultBackoff.jitter,
    resetAfter = (min + max) / 2,
  } = backoff
  return { immediate, min, max, factor, jitter, resetAfter }
}

/**
 * Milliseconds to wait before the next restart, after `restarts` in a row.
 *
 * Without jitter `min * factor ** n`, at most `max`. Jitter only adds; where that would pass `max`,
 * the spread ends at `max`, so that even the longest waits are spread.
 */
export function delayOf(backoff: Backoff, restarts: number, random: Random): number {
  if (restarts < backoff.immediate || backoff.min === 0) return 0
  const grown = backoff.min * backoff.factor ** (restarts - backoff.immediate)
  const base = Math.min(grown, backoff.max / (1 + backoff.jitter))
  return Math.min(base * (1 + backoff.jitter * random()), backoff.max)
}
