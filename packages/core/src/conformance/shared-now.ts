import { systemClock } from '../clock.ts'

const { timeOrigin } = (globalThis as unknown as { performance: { readonly timeOrigin: number } })
  .performance

/** The time in milliseconds, the same in all isolates of one machine. */
export function sharedNow(): number {
  return timeOrigin + systemClock.now()
}
