/** Where time comes from. Everything that waits takes one, so that tests decide what time it is. */
export interface Clock {
  /** Milliseconds on a clock that never goes back. Only differences mean something. */
  now(): number
  /**
   * Runs `task` once after `milliseconds`, however many. A `background` timer does not keep the
   * process alive.
   *
   * @returns A function that cancels it.
   */
  after(milliseconds: number, task: () => void, background?: boolean): () => void
}

/** A number in [0, 1). */
export type Random = () => number

/** Timers of every runtime fire at once when set further ahead than this. */
const longest = 2 ** 31 - 1

/**
 * The runtime's own monotonic clock and timers.
 * @example
 * ```ts
 * import { systemClock } from '@troupe/core'
 *
 * const before = systemClock.now()
 * await new Promise<void>((done) => systemClock.after(10, done))
 * systemClock.now() > before // => true
 * ```
 */
export const systemClock: Clock = {
  now: () => performance.now(),
  after(milliseconds, task, background = false) {
    if (milliseconds > longest) return afterSteps(milliseconds, task, background)
    const timer = setTimeout(task, Math.max(0, milliseconds))
    if (background) letGo(timer)
    return () => clearTimeout(timer)
  },
}

function afterSteps(milliseconds: number, task: () => void, background: boolean): () => void {
  let timer: unknown
  const arm = (left: number): void => {
    const step = Math.min(left, longest)
    timer = setTimeout(() => (left > step ? arm(left - step) : task()), step)
    if (background) letGo(timer)
  }
  arm(milliseconds)
  return () => clearTimeout(timer)
}

/** Lets the process end without it, where there is one. */
function letGo(timer: unknown): void {
  ;(timer as { unref?: () => void }).unref?.()
}

/**
 * The runtime's own random numbers.
 * @example
 * ```ts
 * import { systemRandom } from '@troupe/core'
 *
 * const number = systemRandom()
 * number >= 0 && number < 1 // => true
 * ```
 */
export const systemRandom: Random = () => Math.random()
