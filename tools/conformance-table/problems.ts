import type { Catalogue } from './catalogue.ts'
import { columnsIn, holesOf, type Table } from './cells.ts'
import type { NotApplicable } from './not-applicable.ts'

/** What the table of the cases is judged by. */
export interface Claims extends Catalogue {
  readonly notApplicable: readonly NotApplicable[]
}

/** What is wrong with a table: every case needs a proof or a line that says why it has none. */
export function problemsOf(
  table: Table,
  { cases, notApplicable }: Omit<Claims, 'pitfalls'>,
): string[] {
  const known = new Map(cases.map((one) => [one.id, one]))
  const excused = new Set(notApplicable.map(({ id }) => id))
  const unknown = [...new Set([...table.keys(), ...excused])].filter((id) => !known.has(id))
  const twice = notApplicable.filter(({ id }, at) => at !== indexOf(notApplicable, id))
  const ran = columnsIn(table)
  return [
    ...unknown.map((id) => `${id} is no case of docs/semantics-cases.json`),
    ...twice.map(({ id }) => `${id} stands twice in the table of docs/semantics.md`),
    ...cases.flatMap((one) => {
      const row = table.get(one.id)
      if (excused.has(one.id)) {
        return row ? [`${one.id} has a test; take its line out of docs/semantics.md`] : []
      }
      const cells = Object.values(row ?? {})
      const isShown = cells.some(({ type }) => type === 'passes' || type === 'process-fatal')
      if (!isShown) return [`${one.id} has no passing test and no line in docs/semantics.md`]
      return holesOf(one, row!, ran).map((kind) => `${one.id} has no test over ${kind}`)
    }),
  ]
}

function indexOf(lines: readonly NotApplicable[], id: string): number {
  return lines.findIndex((line) => line.id === id)
}
