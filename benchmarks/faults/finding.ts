import type { Cell } from './cell.ts'
import type { FaultId } from './fault.ts'
import type { Report } from './report.ts'
import type { Part } from './whole-error.ts'

/** How a call ends. `host dies`: nobody is left who could be told. */
export type Settling = 'rejects' | 'resolves' | 'never' | 'host dies'

/** What one cell shows. Times are milliseconds; where there is none it did not happen in time. */
export interface Finding {
  readonly peer: string
  readonly fault: FaultId
  readonly settles: Settling
  readonly settled?: number
  readonly told?: string
  readonly recovered?: number
  /** Of the calls that waited, so many were not answered. */
  readonly lost: number
  readonly waited: number
  /** How the app ended, where the fault took it down. */
  readonly hostDied?: string
  readonly orphan?: boolean
  /** Parts of the error that did not arrive. */
  readonly missing?: readonly Part[]
}

/** Calls that wait behind the one that fails. */
export const bystanders = 8

/** What a cell shows. */
export function findingOf({ peer, fault, reports, end, outlived }: Cell): Finding {
  const find = <T extends Report['type']>(type: T): Extract<Report, { type: T }> | undefined =>
    reports.find((report): report is Extract<Report, { type: T }> => report.type === type)
  const settled = find('settled')
  const recovered = find('recovered')
  const died = find('over') === undefined
  const answered = reports.filter(({ type }) => type === 'answered').length
  if (fault === 'host-exit') {
    const orphan = outlived === Infinity
    return { peer, fault, settles: 'host dies', lost: 0, waited: 0, orphan }
  }
  return {
    peer,
    fault,
    settles: settled?.how ?? (died ? 'host dies' : 'never'),
    ...(settled && { settled: settled.milliseconds, told: settled.told }),
    ...(recovered && !died && { recovered: recovered.milliseconds }),
    lost: bystanders - answered,
    waited: bystanders,
    ...(died && { hostDied: end }),
    ...(settled?.missing && { missing: settled.missing }),
  }
}
