import { basename } from 'node:path'
import { columns, type Column } from './catalogue.ts'

/** What is known of a test that ran. */
export interface Ran {
  /** Path of its file. */
  readonly file: string
  /** The names of the `describe`s around it, outermost first. */
  readonly suites: readonly string[]
  readonly title: string
  readonly state: 'passed' | 'failed' | 'skipped'
  /** Why it was skipped. */
  readonly note?: string | undefined
  /** Whether the source of its file names `memory()` as the isolate of its actors. */
  readonly usesMemory: boolean
}

// A title that is made from a table has quotes around its `$id`.
const idAtStart = /^'?(?<id>S\d{3}|J\d{2})\b'?[\s,:]*/

/** The ids that a title begins with: `S084 S086 stop() ...` has two. */
export function idsOf(title: string): string[] {
  const id = idAtStart.exec(title)?.groups?.['id']
  return id === undefined ? [] : [id, ...idsOf(title.replace(idAtStart, ''))]
}

const kinds = columns.filter((column) => column !== 'pure').join('|')
const inSuite = [new RegExp(`^isolate (${kinds})$`), new RegExp(`\\b(${kinds})\\(\\)`)]
const inFile = new RegExp(`^(${kinds})(\\.\\w+)*\\.ts$`)

/** Where a test ran, by the `describe`s around it, or else by its file. */
export function columnOf({ file, suites, usesMemory }: Ran): Column {
  for (const suite of suites) {
    for (const pattern of inSuite) {
      const kind = pattern.exec(suite)?.[1]
      if (kind !== undefined) return kind as Column
    }
  }
  if (file.startsWith('packages/runtime-web/')) return 'worker'
  const kind = inFile.exec(basename(file))?.[1]
  return (kind as Column | undefined) ?? (usesMemory ? 'memory' : 'pure')
}

/** A title that proves, in a process of its own, that the kind dies of this by its nature. */
export const provesFatal = /\bis fatal to the process\b/
