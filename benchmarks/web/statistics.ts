import { median } from '../result.ts'
import type { Recording } from './page/recorder.ts'

/** How smooth a page was, in milliseconds where nothing else is said. */
export interface Smoothness {
  readonly frames: number
  /** Per cent of the frames that came later than 1.5 times the usual interval. */
  readonly late: number
  /** The longest time between two frames. */
  readonly longestPause: number
  /** How many tasks took longer than 50 ms. */
  readonly longTasks: number
  readonly longestTask: number
  /** Per cent of the time spent in such tasks. */
  readonly blocked: number
}

/** Tells how smooth a recording is. @param usual The interval of frames on a page at rest. */
export function smoothness({ intervals, longTasks }: Recording, usual: number): Smoothness {
  const late = intervals.filter((interval) => interval > 1.5 * usual).length
  const time = sum(intervals)
  return {
    frames: intervals.length,
    late: time === 0 ? 0 : (100 * late) / intervals.length,
    longestPause: Math.max(0, ...intervals),
    longTasks: longTasks.length,
    longestTask: Math.max(0, ...longTasks),
    blocked: time === 0 ? 0 : (100 * sum(longTasks)) / time,
  }
}

/** The median of each figure. */
export function medians<T extends object>(rounds: readonly T[]): T {
  const names = Object.keys(rounds[0]!) as (keyof T)[]
  const figures = names.map((name) => [name, median(rounds.map((round) => Number(round[name])))])
  return Object.fromEntries(figures) as T
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
