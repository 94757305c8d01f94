import type { Call } from '@troupe/core'

/** A call that nobody cancels, unless `signal` says so. */
export function quietCall(
  signal: AbortSignal = new AbortController().signal,
): Pick<Call, 'signal' | 'heartbeat'> {
  return { signal, heartbeat: () => {} }
}
