import { median } from '../result.ts'

/** What one stretch of a soak showed. */
export interface Stretch {
  readonly asks: number
  /** Microseconds of one ask, with many under way. */
  readonly p99: number
  /** Megabytes that the app and its processes occupy. */
  readonly resident: number
  /** Megabytes of the app's heap after a collection. */
  readonly heap: number
  /** What keeps the app's event loop going: timers, pipes, ports. */
  readonly handles: number
}

/** By how much the last third may lie above the first. */
const allowed = { p99: 1.5, resident: 1.1, heap: 1.1, handles: 1 } as const

/** What has grown from the first third to the last, in words; the first stretch only warms up. */
export function growthIn(stretches: readonly Stretch[]): string[] {
  const warm = stretches.slice(1)
  const third = Math.ceil(warm.length / 3)
  const middle = (part: readonly Stretch[], what: keyof typeof allowed): number =>
    median(part.map((stretch) => stretch[what]))
  return (Object.keys(allowed) as (keyof typeof allowed)[]).flatMap((what) => {
    const first = middle(warm.slice(0, third), what)
    const last = middle(warm.slice(-third), what)
    if (last <= allowed[what] * first) return []
    return [`${what} grew from ${first.toFixed(1)} to ${last.toFixed(1)}`]
  })
}
