import type { Clock } from '../clock.ts'

/** Milliseconds by which a timer must be late to show that this side was blocked or frozen. */
const lag = 500

/**
 * Runs `task` after so many milliseconds in which this side could have heard the answer. Where it
 * was blocked or frozen meanwhile, the answer may wait to be read, so what was lost is given back.
 *
 * @returns A function that cancels it.
 */
export function deadline(clock: Clock, milliseconds: number, task: () => void): () => void {
  const due = clock.now() + milliseconds
  let cancel = clock.after(milliseconds, () => {
    const late = clock.now() - due
    if (late < lag) task()
    else cancel = deadline(clock, Math.min(late, milliseconds), task)
  })
  return () => cancel()
}
