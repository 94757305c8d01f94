import { columns, type Case, type Column } from './catalogue.ts'
import { columnOf, idsOf, provesFatal, type Ran } from './evidence.ts'

/** What is shown of one case in one column. */
export type Cell =
  | { readonly type: 'passes' }
  | { readonly type: 'fails' }
  /** It takes the process along by its nature, which was proved in a sacrificial one. */
  | { readonly type: 'process-fatal' }
  | { readonly type: 'skipped'; readonly reason: string }

/** The cells of one case. */
export type Row = Partial<Record<Column, Cell>>

/** The cells of each case, by id. */
export type Table = ReadonlyMap<string, Row>

/** The first of these that is there is the cell: one failure outweighs all, a pass every skip. */
const weight: readonly Cell['type'][] = ['fails', 'process-fatal', 'passes', 'skipped']

/** What the tests of a run show. Ids that nobody knows have rows too. */
export function collect(tests: readonly Ran[]): Table {
  const table = new Map<string, Row>()
  for (const test of tests) {
    const column = columnOf(test)
    for (const id of new Set([...test.suites, test.title].flatMap(idsOf))) {
      const row = table.get(id) ?? {}
      table.set(id, { ...row, [column]: heavier(row[column], cellOf(test)) })
    }
  }
  return table
}

function cellOf({ state, note, title }: Ran): Cell {
  if (state === 'failed') return { type: 'fails' }
  if (state === 'skipped') return { type: 'skipped', reason: note ?? 'no reason given' }
  return { type: provesFatal.test(title) ? 'process-fatal' : 'passes' }
}

function heavier(before: Cell | undefined, cell: Cell): Cell {
  if (before === undefined) return cell
  return weight.indexOf(cell.type) < weight.indexOf(before.type) ? cell : before
}

/**
 * A run's table, completed by what is written down already where this machine cannot know: kinds of
 * which nothing ran, and tests that it skipped because they need what is not here.
 */
export function complete(run: Table, written: Table): Table {
  const ran = new Set([...run.values()].flatMap((row) => Object.keys(row) as Column[]))
  const table = new Map(run)
  for (const [id, before] of written) {
    const row: Row = { ...run.get(id) }
    for (const column of columns) {
      const known = before[column]
      if (known === undefined) continue
      if (!ran.has(column) || isMachines(row[column])) row[column] = known
    }
    if (Object.keys(row).length > 0) table.set(id, row)
  }
  return table
}

function isMachines(cell: Cell | undefined): boolean {
  return cell?.type === 'skipped' && cell.reason.startsWith('needs ')
}

/** Puts what a part of the tests shows over what is written down. */
export function overlay(part: Table, written: Table): Table {
  const table = new Map(written)
  for (const [id, row] of part) table.set(id, { ...table.get(id), ...row })
  return table
}

/** The kinds that have to show a case and do not. */
export function holesOf({ kinds }: Case, row: Row, ran: ReadonlySet<Column>): Column[] {
  return kinds.filter((kind) => ran.has(kind) && row[kind] === undefined)
}

/** The columns in which anything is shown at all. */
export function columnsIn(table: Table): Set<Column> {
  return new Set([...table.values()].flatMap((row) => Object.keys(row) as Column[]))
}
