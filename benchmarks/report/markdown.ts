import { median, type Result } from '../result.ts'
import type { Conditions, Entries } from './record.ts'
import { digits, factor, verdictOf } from './verdict.ts'

/** The part of the page that a run writes: the tables, and how each figure came about. */
export function measured(results: readonly Result[], entries: Entries): string {
  const withConditions = results.filter(({ id }) => entries[id] !== undefined)
  return [
    summaryTable(results),
    '### Everyone',
    'Medians, best first; in brackets the fewest and the most of any round.',
    everyone(withConditions, entries),
    '### When and where',
    conditionsTable(withConditions, entries),
  ].join('\n\n')
}

function summaryTable(results: readonly Result[]): string {
  const header = ['', 'Troupe', 'best peer', 'x best peer', 'limit', 'x limit', 'target', 'met']
  return markdown([header, ...results.map(summaryRow)], 'lrlrrrll')
}

function summaryRow(result: Result): string[] {
  const { bestPeer, toBestPeer, toLimit, target, met } = verdictOf(result)
  return [
    `\`${result.id}\``,
    `${digits(result.troupe)} ${result.unit}`,
    bestPeer === undefined ? '' : `${bestPeer.name} ${digits(bestPeer.value)}`,
    toBestPeer === undefined ? '' : factor(toBestPeer),
    digits(result.limit),
    toLimit === undefined ? '' : factor(toLimit),
    target ?? '',
    met === undefined ? '' : met ? 'yes' : '**no**',
  ]
}

function everyone(results: readonly Result[], entries: Entries): string {
  const rows = results.map(({ id, unit, better, troupe, limit, peers }) => {
    const { rounds } = entries[id]!
    const named: [string, number, readonly number[]][] = [
      ['**Troupe**', troupe, rounds.troupe],
      ['*limit*', limit, rounds.limit],
      ...Object.entries(peers).map(([name, value]): [string, number, readonly number[]] => [
        name,
        value,
        rounds.peers[name] ?? [],
      ]),
      ...Object.entries(rounds.asides).map(([name, all]): [string, number, readonly number[]] => [
        `*${name}*`,
        median(all),
        all,
      ]),
    ]
    const sign = better === 'higher' ? -1 : 1
    const cells = named
      .toSorted(([, a], [, b]) => sign * (a - b))
      .map(([name, value, all]) => `${name} ${digits(value)} (${spread(all)})`)
    return [`\`${id}\``, unit, cells.join('; ')]
  })
  return markdown([['', 'unit', ''], ...rows], 'lll')
}

function spread(values: readonly number[]): string {
  return `${digits(Math.min(...values))} to ${digits(Math.max(...values))}`
}

/** Figures that were measured in the same run stand in one row. */
function conditionsTable(results: readonly Result[], entries: Entries): string {
  const groups = new Map<string, { conditions: Conditions; ids: string[] }>()
  for (const { id } of results) {
    const { conditions } = entries[id]!
    const key = JSON.stringify(conditions)
    const group = groups.get(key) ?? { conditions, ids: [] }
    groups.set(key, group)
    group.ids.push(`\`${id}\``)
  }
  const rows = [...groups.values()].map(({ conditions, ids }) => {
    const { date, processor, cores, node, browser, load } = conditions
    const runtime = browser ?? `Node ${node}`
    return [date, `${processor}, ${cores} cores`, runtime, load.toFixed(1), ids.join(', ')]
  })
  return markdown([['date', 'machine', 'runtime', 'load before', 'figures'], ...rows], 'lllrl')
}

/** @param sides For each column `l` or `r`. */
function markdown(rows: readonly (readonly string[])[], sides: string): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  const rule = [...sides].map((side) => (side === 'r' ? '--:' : '---'))
  return [rows[0]!, rule, ...rows.slice(1)].map(line).join('\n')
}
