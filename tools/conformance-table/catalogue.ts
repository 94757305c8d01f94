import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Where a test ran: without an isolate, or in one of a kind. */
export const columns = ['pure', 'memory', 'thread', 'subprocess', 'worker'] as const

/** One of {@link columns}. */
export type Column = (typeof columns)[number]

/** One case of the catalogue of supervision. */
export interface Case {
  readonly id: string
  readonly title: string
  readonly group: string
  /** The isolate kinds that have to show it; none where it is decided without an isolate. */
  readonly kinds: readonly Column[]
}

interface Group {
  readonly name: string
  readonly cases: Readonly<Record<string, string>>
  /** Ids that every isolate kind has to show. */
  readonly isolates: readonly string[]
  /** Ids that only some kinds have to show. */
  readonly only?: Readonly<Record<string, readonly Column[]>>
}

const file = 'docs/semantics-cases.json'
const everyKind = columns.filter((column) => column !== 'pure')

/** What implementations get wrong most often, and the cases that show it. */
export interface Pitfall {
  readonly what: string
  readonly cases: readonly string[]
}

/** All that there is to show. */
export interface Catalogue {
  readonly cases: readonly Case[]
  readonly pitfalls: readonly Pitfall[]
}

/** All cases, in their order. */
export function readCatalogue(root: string): Catalogue {
  const { groups, oftenWrong } = JSON.parse(readFileSync(join(root, file), 'utf8')) as {
    readonly groups: readonly Group[]
    readonly oftenWrong: readonly Pitfall[]
  }
  return { cases: casesOf(groups), pitfalls: oftenWrong }
}

/** The cases of some groups. */
export function casesOf(groups: readonly Group[]): Case[] {
  return groups.flatMap(({ name, cases, isolates, only = {} }) => {
    const stray = [...isolates, ...Object.keys(only)].filter((id) => !Object.hasOwn(cases, id))
    if (stray.length > 0) throw new Error(`${file}: "${name}" has no case ${stray.join(', ')}`)
    return Object.entries(cases).map(([id, title]) => {
      const kinds = only[id] ?? (isolates.includes(id) ? everyKind : [])
      return { id, title, group: name, kinds }
    })
  })
}
