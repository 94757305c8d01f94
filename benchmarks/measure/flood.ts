/** Asks of one caller that are under way at a time. */
export const inFlight = 1_000

/** Fewer, where some of them may be held up: what is under way is waited for at the end. */
export const fewInFlight = 100

/** Asks again and again, so many at a time, for so many milliseconds; answers per second. */
export async function flood(
  ask: () => Promise<unknown>,
  milliseconds: number,
  lanes = inFlight,
): Promise<number> {
  let answered = 0
  const begun = performance.now()
  const end = begun + milliseconds
  const lane = async (): Promise<void> => {
    while (performance.now() < end) {
      await ask()
      answered++
    }
  }
  await Promise.all(Array.from({ length: lanes }, lane))
  return (answered * 1_000) / (performance.now() - begun)
}
