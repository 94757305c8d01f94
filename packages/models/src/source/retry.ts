import { type Clock, pause } from '../clock.ts'
import { reasonOf } from '../errors.ts'

/** How often and how far apart attempts are made. */
export interface RetryOptions {
  readonly clock: Clock
  /** A number in [0, 1). */
  readonly random: () => number
  /** Attempts in a row that brought nothing, before it is given up. */
  readonly attempts: number
  readonly signal: AbortSignal | undefined
}

/** A failure that may pass. */
export class Passing extends Error {
  override readonly name = 'Passing'
  /** In milliseconds, where the server said so. */
  readonly after: number | undefined

  constructor(message: string, options: { cause?: unknown; after?: number } = {}) {
    super(message, { cause: options.cause })
    this.after = options.after
  }
}

const first = 500
const longest = 30_000

/** Milliseconds before the next attempt, after `failures` in a row: doubles, with half of it by chance. */
export function backoff(failures: number, random: () => number): number {
  const full = Math.min(longest, first * 2 ** (failures - 1))
  return full / 2 + (full / 2) * random()
}

/**
 * Repeats `attempt` while its failures are {@link Passing}. An attempt that brought more than any
 * before it starts the count of failures anew, so that one that begins again each time ends.
 */
export async function retry(
  attempt: () => Promise<void>,
  done: () => number,
  options: RetryOptions,
): Promise<void> {
  let failures = 0
  let most = done()
  for (;;) {
    try {
      return await attempt()
    } catch (error) {
      options.signal?.throwIfAborted()
      if (!(error instanceof Passing)) throw error
      failures = done() > most ? 1 : failures + 1
      most = Math.max(most, done())
      if (failures >= options.attempts) {
        throw new Error(`${reasonOf(error)} (gave up after ${failures} attempts)`, { cause: error })
      }
      const wait = Math.min(longest, error.after ?? backoff(failures, options.random))
      await pause(options.clock, wait, options.signal)
    }
  }
}
