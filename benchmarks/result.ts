/** One figure: Troupe beside the raw limit, and peers where there are any, from the same run. */
export interface Result {
  readonly id: string
  readonly unit: string
  readonly better: 'higher' | 'lower'
  readonly troupe: number
  /** What the machine reaches without Troupe. */
  readonly limit: number
  readonly peers: Readonly<Record<string, number>>
}

/** A benchmark: alternates what it compares, and gives medians over its rounds. */
export interface Benchmark {
  readonly id: string
  run(rounds: number): Promise<Result[]>
}

/** The middle value, or the mean of the two middle ones. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length / 2
  return (sorted[Math.floor(middle)]! + sorted[Math.ceil(middle) - 1]!) / 2
}

/** Results as lines that align; the ratio is Troupe to the limit. */
export function table(results: readonly Result[]): string {
  const header = ['id', 'troupe', 'limit', 'ratio', 'unit']
  const rows = results.map(({ id, troupe, limit, unit }) => [
    id,
    digits(troupe),
    digits(limit),
    (troupe / limit).toFixed(3),
    unit,
  ])
  const widths = header.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => row[column]!.length)),
  )
  return [header, ...rows]
    .map((row) =>
      row
        .map((cell, column) =>
          column === 0 || column === 4
            ? cell.padEnd(widths[column]!)
            : cell.padStart(widths[column]!),
        )
        .join('  '),
    )
    .join('\n')
}

function digits(value: number): string {
  return value.toPrecision(4)
}
