/** Asks of one caller that are under way at a time. */
export const inFlight = 1_000

/** Fewer, where some of them may be held up: what is under way is waited for at the end. */
export const fewInFlight = 100

/** A stretch in which nothing is counted: a collection before it takes optimized code along. */
export const settlingShare = 1.5

/**
 * Asks again and again, so many at a time; answers per second in so many milliseconds, once it runs
 * evenly.
 */
export async function flood(
  ask: () => Promise<unknown>,
  milliseconds: number,
  lanes = inFlight,
): Promise<number> {
  let answered = 0
  const begun = performance.now() + milliseconds * settlingShare
  const end = begun + milliseconds
  const lane = async (): Promise<void> => {
    for (let now = 0; now < end;) {
      await ask()
      now = performance.now()
      if (now > begun) answered++
    }
  }
  await Promise.all(Array.from({ length: lanes }, lane))
  return (answered * 1_000) / (performance.now() - begun)
}
