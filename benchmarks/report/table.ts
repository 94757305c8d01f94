import { median, type Result } from '../result.ts'
import { digits, factor, verdictOf } from './verdict.ts'

const header = ['id', 'troupe', 'unit', 'best peer', 'x peer', 'limit', 'x limit', 'target', '']

/** Results as lines that align, for a screen. */
export function screenTable(results: readonly Result[]): string {
  return aligned([header, ...results.map(row)])
}

function row(result: Result): string[] {
  const { bestPeer, toBestPeer, toLimit, target, met } = verdictOf(result)
  return [
    result.id,
    digits(result.troupe),
    result.unit,
    bestPeer === undefined ? '' : `${bestPeer.name} ${digits(bestPeer.value)}`,
    toBestPeer === undefined ? '' : factor(toBestPeer),
    digits(result.limit),
    toLimit === undefined ? '' : factor(toLimit),
    target ?? '',
    met === undefined ? '' : met ? 'met' : 'NOT MET',
  ]
}

const numeric = new Set([1, 4, 5, 6])

function aligned(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]!.map((_, column) =>
    Math.max(...rows.map((cells) => cells[column]!.length)),
  )
  return rows
    .map((cells) =>
      cells
        .map((cell, column) =>
          numeric.has(column) ? cell.padStart(widths[column]!) : cell.padEnd(widths[column]!),
        )
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

/** Everyone's median of one figure, with the spread of the rounds. */
export function details(
  name: string,
  entries: Readonly<Record<string, readonly number[]>>,
): string {
  const parts = Object.entries(entries).map(([who, rounds]) => {
    const [fewest, most] = [Math.min(...rounds), Math.max(...rounds)]
    return `${who} ${digits(median(rounds))} (${digits(fewest)} to ${digits(most)})`
  })
  return `  ${name}: ${parts.join(', ')}`
}
