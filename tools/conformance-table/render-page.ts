import { columns, type Case, type Column } from './catalogue.ts'
import { columnsIn, holesOf, type Cell, type Row, type Table } from './cells.ts'
import { heading, type NotApplicable } from './not-applicable.ts'
import type { Claims } from './problems.ts'

const intro = `# Conformance

Every case of supervision and messaging that Troupe knows of, and where a test shows it. The build
makes this page from the tests that ran (\`npm run conformance\`) and fails when it is out of date or
when a case has neither a passing test nor a reason to have none.

- **pure**: decided without an isolate, on a simulated clock. The other columns are isolate kinds.
- **passes**: the tests of the case pass there.
- **skipped n**: the kind cannot, for the reason of that number below.
- **process-fatal**: it takes the whole process along by the nature of the kind; a test proves so in
  a process of its own.
- **not Troupe’s**: the reason, and what Troupe does instead, stand in [semantics.md](semantics.md#${anchor(heading)}).
- **not run**: no test ran in a browser so far. **no test**: a hole. **·**: the case does not ask for it.
`

/** The page `docs/conformance.md`. */
export function renderPage(table: Table, claims: Claims): string {
  const reasons: string[] = []
  const groups = [...new Set(claims.cases.map(({ group }) => group))]
  const sections = groups.map((name) => {
    const cases = claims.cases.filter(({ group }) => group === name)
    const rows = cases.map((one) => renderRow(one, table, claims, reasons))
    return `## ${name}\n\n${head(['id', 'case', ...columns])}\n${rows.join('\n')}\n`
  })
  const why = reasons.map((reason, at) => `${at + 1}. ${reason}`)
  return [
    intro,
    renderSummary(table, claims),
    renderPitfalls(table, claims),
    ...sections,
    ...(why.length > 0 ? [`## Why skipped\n\n${why.join('\n')}\n`] : []),
  ].join('\n')
}

function head(titles: readonly string[]): string {
  return `| ${titles.join(' | ')} |\n|${'---|'.repeat(titles.length)}`
}

function renderRow(one: Case, table: Table, claims: Claims, reasons: string[]): string {
  const isExcused = claims.notApplicable.some(({ id }) => id === one.id)
  const row = table.get(one.id) ?? {}
  const ran = columnsIn(table)
  const cells = columns.map((column) => {
    const cell = row[column]
    if (cell !== undefined) return renderCell(cell, reasons)
    if (isExcused)
      return column === 'pure' ? `[not Troupe’s](semantics.md#${anchor(heading)})` : '·'
    return renderGap(one, column, row, ran)
  })
  return `| ${[one.id, one.title, ...cells].join(' | ')} |`
}

function renderCell(cell: Cell, reasons: string[]): string {
  if (cell.type !== 'skipped') return cell.type
  if (!reasons.includes(cell.reason)) reasons.push(cell.reason)
  return `skipped ${reasons.indexOf(cell.reason) + 1}`
}

function renderGap(one: Case, column: Column, row: Row, ran: ReadonlySet<Column>): string {
  if (holesOf(one, row, ran).includes(column)) return 'no test'
  if (one.kinds.includes(column)) return 'not run'
  return one.kinds.length === 0 && column === 'pure' && Object.keys(row).length === 0
    ? 'no test'
    : '·'
}

function renderSummary(table: Table, { cases, notApplicable }: Claims): string {
  const excused = excusedOf(notApplicable)
  const count = (column: Column, type: Cell['type']): number =>
    cases.filter(({ id }) => table.get(id)?.[column]?.type === type).length
  const types = ['passes', 'skipped', 'process-fatal', 'fails'] as const
  const rows = columns.map(
    (column) => `| ${[column, ...types.map((type) => count(column, type))].join(' | ')} |`,
  )
  const shown = cases.filter(({ id }) => isShown(table.get(id))).length
  const open = cases.filter(({ id }) => !isShown(table.get(id)) && !excused.has(id)).length
  return `## Summary

${cases.length} cases: ${shown} shown by tests, ${excused.size} not Troupe’s, ${open} open.

${head(['', ...types])}
${rows.join('\n')}
`
}

function renderPitfalls(table: Table, { pitfalls, notApplicable }: Claims): string {
  const excused = excusedOf(notApplicable)
  const stateOf = (id: string): string =>
    isShown(table.get(id)) ? id : excused.has(id) ? `${id} (not Troupe’s)` : `${id} (open)`
  const rows = pitfalls.map(
    ({ what, cases }, at) => `| ${at + 1} | ${what} | ${cases.map(stateOf).join(', ')} |`,
  )
  return `## Most often wrong elsewhere\n\n${head(['', 'what', 'shown by'])}\n${rows.join('\n')}\n`
}

function excusedOf(notApplicable: readonly NotApplicable[]): Set<string> {
  return new Set(notApplicable.map(({ id }) => id))
}

function isShown(row: Row | undefined): boolean {
  return Object.values(row ?? {}).some(({ type }) => type === 'passes' || type === 'process-fatal')
}

function anchor(title: string): string {
  return title
    .toLowerCase()
    .replaceAll(/[^\w\s-]/g, '')
    .replaceAll(' ', '-')
}
