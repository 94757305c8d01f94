import { columns } from './catalogue.ts'
import type { Cell, Row, Table } from './cells.ts'

/** Reads a page back; what is no cell of a test, like a gap, is left out. */
export function readPage(page: string): Table {
  const reasons = [...page.matchAll(/^\d+\. (.+)$/gm)].map(([, reason]) => reason!)
  const table = new Map<string, Row>()
  for (const line of page.split('\n')) {
    const [id, , ...cells] = line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim())
    if (id === undefined || !/^[SJ]\d+$/.test(id)) continue
    const row: Row = {}
    columns.forEach((column, at) => {
      const cell = readCell(cells[at] ?? '', reasons)
      if (cell !== undefined) row[column] = cell
    })
    if (Object.keys(row).length > 0) table.set(id, row)
  }
  return table
}

function readCell(text: string, reasons: readonly string[]): Cell | undefined {
  if (text === 'passes' || text === 'fails' || text === 'process-fatal') return { type: text }
  const reason = reasons[Number(/^skipped (\d+)$/.exec(text)?.[1]) - 1]
  return reason === undefined ? undefined : { type: 'skipped', reason }
}
