import { quantileOfTimes } from './quantile-of-times.ts'

/** At least so many, however long they take, so that there is a p99 to speak of. */
const fewest = 20

/** Asks one after the other for so many milliseconds: median and p99 of one, in microseconds. */
export async function pace(
  ask: () => Promise<unknown>,
  milliseconds: number,
): Promise<[median: number, p99: number]> {
  const times: number[] = []
  const end = performance.now() + milliseconds
  for (let now = performance.now(); now < end || times.length < fewest;) {
    await ask()
    const answered = performance.now()
    times.push((answered - now) * 1_000)
    now = answered
  }
  return [quantileOfTimes(times, 0.5), quantileOfTimes(times, 0.99)]
}
