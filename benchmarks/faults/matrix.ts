import { runCell } from './cell.ts'
import { findingOf, type Finding } from './finding.ts'
import { faults } from './fault.ts'
import type { FaultOptions } from './options.ts'
import { type Summary, summaryOf } from './summary.ts'
import { overview } from './words.ts'

/** Measures every cell as often as asked: all cells once, then all again. */
export async function matrix(
  { peers, faults: wanted, repeats, limit }: FaultOptions,
  progress: (line: string) => void,
): Promise<Summary[]> {
  const found = new Map<string, Finding[]>()
  const kinds = faults.filter(({ id }) => wanted.includes(id))
  for (let repeat = 1; repeat <= repeats; repeat++) {
    for (const { id: fault } of kinds) {
      for (const peer of peers) {
        const finding = findingOf(await twice(() => runCell(peer, fault, limit), progress))
        const cell = `${fault} ${peer}`
        found.set(cell, [...(found.get(cell) ?? []), finding])
        progress(`${repeat}/${repeats} ${fault}, ${peer}: ${overview(summaryOf([finding]))}`)
      }
    }
  }
  return [...found.values()].map(summaryOf)
}

/** An app that cannot even start is no finding; a second try tells bad luck from a mistake. */
async function twice<T>(run: () => Promise<T>, progress: (line: string) => void): Promise<T> {
  try {
    return await run()
  } catch (error) {
    progress(`once more: ${(error as Error).message}`)
    return run()
  }
}
