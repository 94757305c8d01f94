import type { Benchmark } from './result.ts'

/**
 * Those of which an id begins so; all where nothing is asked for.
 *
 * @throws {RangeError} No id begins so.
 */
export function chosen(
  wanted: readonly string[],
  benchmarks: readonly Benchmark[],
): readonly Benchmark[] {
  const ids = benchmarks.flatMap((benchmark) => benchmark.ids)
  const unknown = wanted.filter((beginning) => !ids.some((id) => id.startsWith(beginning)))
  if (unknown.length > 0) {
    throw new RangeError(
      `There is no benchmark ${unknown.join(', ')}; there are ${ids.join(', ')}.`,
    )
  }
  if (wanted.length === 0) return benchmarks
  return benchmarks.filter(({ ids: own }) =>
    own.some((id) => wanted.some((beginning) => id.startsWith(beginning))),
  )
}
