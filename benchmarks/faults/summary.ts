import { median } from '../result.ts'
import type { FaultId } from './fault.ts'
import type { Finding, Settling } from './finding.ts'

/** What the repeats of a cell show together: how often what, and medians. */
export interface Summary {
  readonly peer: string
  readonly fault: FaultId
  readonly repeats: number
  /** How the call ended, the most frequent first. */
  readonly settles: Readonly<Partial<Record<Settling, number>>>
  readonly settled?: number
  readonly told?: string
  /** How many of the repeats worked again. */
  readonly recoveries: number
  readonly recovered?: number
  /** The median of the calls lost, of those that waited. */
  readonly lost: number
  readonly waited: number
  readonly hostDeaths: number
  readonly hostDied?: string
  readonly orphans: number
  /** Every part of the error that was missing in any repeat. */
  readonly missing?: string
}

/** Joins the findings of one cell. */
export function summaryOf(findings: readonly Finding[]): Summary {
  const { peer, fault, waited } = findings[0]!
  const settled = present(findings.map((finding) => finding.settled))
  const recovered = present(findings.map((finding) => finding.recovered))
  const told = present(findings.map((finding) => finding.told))[0]
  const deaths = present(findings.map(({ hostDied }) => hostDied))
  const errors = present(findings.map(({ missing }) => missing))
  return {
    peer,
    fault,
    repeats: findings.length,
    settles: counted(findings.map(({ settles }) => settles)),
    ...(settled.length > 0 && { settled: median(settled) }),
    ...(told !== undefined && { told }),
    recoveries: recovered.length,
    ...(recovered.length > 0 && { recovered: median(recovered) }),
    lost: median(findings.map(({ lost }) => lost)),
    waited,
    hostDeaths: deaths.length,
    ...(deaths.length > 0 && { hostDied: deaths[0] }),
    orphans: findings.filter(({ orphan }) => orphan).length,
    ...(errors.length > 0 && { missing: [...new Set(errors.flat())].join(', ') }),
  }
}

function present<T>(values: readonly (T | undefined)[]): T[] {
  return values.filter((value) => value !== undefined)
}

function counted<T extends string>(values: readonly T[]): Partial<Record<T, number>> {
  const counts = new Map<T, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  const sorted = [...counts].toSorted(([, a], [, b]) => b - a)
  return Object.fromEntries(sorted) as Partial<Record<T, number>>
}
