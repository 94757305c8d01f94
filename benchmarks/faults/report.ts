import { appendFileSync, existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Part } from './whole-error.ts'

/** What a host says while it can; a host that dies has said the rest. Times are milliseconds. */
export type Report =
  | { readonly type: 'started' }
  | {
      readonly type: 'settled'
      readonly how: 'rejects' | 'resolves'
      readonly milliseconds: number
      /** What the caller is told. */
      readonly told: string
      /** Parts of the error that did not arrive. */
      readonly missing?: readonly Part[]
    }
  | { readonly type: 'recovered'; readonly milliseconds: number }
  | { readonly type: 'answered' }
  | { readonly type: 'over' }

/** Where host and isolate of one cell leave word. */
export interface Room {
  readonly reports: string
  /** The process id of the isolate, once the fault has struck. */
  readonly mark: string
  /** What host and isolates write to standard error. */
  readonly errors: string
}

export function roomIn(folder: string): Room {
  return {
    reports: join(folder, 'reports.jsonl'),
    mark: join(folder, 'mark'),
    errors: join(folder, 'errors.log'),
  }
}

/** Written at once, so that no death takes it back. */
export function report(room: Room, news: Report): void {
  appendFileSync(room.reports, `${JSON.stringify(news)}\n`)
}

export function reportsIn(room: Room): Report[] {
  if (!existsSync(room.reports)) return []
  const lines = readFileSync(room.reports, 'utf8').split('\n')
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as Report)
}

export function markIn(room: Room): number | undefined {
  const text = existsSync(room.mark) ? readFileSync(room.mark, 'utf8') : ''
  return text === '' ? undefined : Number(text)
}
