import type { SupervisorSpec } from './spec.ts'

/**
 * The restarts that still count, with one more at `now`.
 *
 * The window slides: a restart counts until it is more than `within` milliseconds old, one that is
 * exactly so old included. Where there is no limit, none before it is remembered.
 */
export function recordRestart(
  restarts: readonly number[],
  now: number,
  { max, within }: SupervisorSpec['restarts'],
): readonly number[] {
  if (max === 'infinity') return [now]
  return [...restarts.filter((at) => now - at <= within), now]
}

/** Whether the restarts in the window are more than the supervisor allows. */
export function isExceeded(
  restarts: readonly number[],
  { max }: SupervisorSpec['restarts'],
): boolean {
  return max !== 'infinity' && restarts.length > max
}
