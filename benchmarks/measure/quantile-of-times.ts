import { quantile } from '../result.ts'

/** Microseconds from one time that the clock tells to the next: a page that is isolated has 5. */
const clockStep = 'crossOriginIsolated' in globalThis ? 5 : 0

/**
 * The quantile of times from a clock that goes in steps: those that look alike are taken to be spread
 * evenly over their step.
 */
export function quantileOfTimes(
  times: readonly number[],
  share: number,
  step: number = clockStep,
): number {
  const found = quantile(times, share)
  if (step === 0) return found
  const stepOf = (time: number): number => Math.round(time / step)
  const middle = stepOf(found)
  const below = times.filter((time) => stepOf(time) < middle).length
  const alike = times.filter((time) => stepOf(time) === middle).length
  if (alike === 0) return found
  return step * (middle - 0.5 + (times.length * share - below) / alike)
}
