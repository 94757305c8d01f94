import type { FaultReport } from './faults.ts'
import type { Statistics } from './statistics.ts'

/** What must hold at the end; each line that is returned is a reason to fail. */
export function problemsOf(statistics: Statistics, sent: number, faults: FaultReport): string[] {
  const problems = [...faults.problems]
  const all = [...statistics.actors.values()]
  const sum = (of: (actor: (typeof all)[number]) => number): number =>
    all.reduce((total, actor) => total + of(actor), 0)
  const ended = sum(
    ({ replied, handled, failed, deadLettered }) => replied + handled + failed + deadLettered,
  )
  if (ended !== sent) problems.push(`${sent} messages were sent, but ${ended} ended`)
  const lost = sum(({ failed, deadLettered }) => failed + deadLettered)
  if (lost > 0) problems.push(`${lost} messages failed or were dead-lettered`)
  const restarts = sum((actor) => actor.restarts)
  if (restarts !== faults.injected)
    problems.push(`${faults.injected} faults were injected, but ${restarts} restarts done`)
  return problems
}
