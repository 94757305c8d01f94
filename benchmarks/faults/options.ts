import { parseArgs } from 'node:util'
import { faults } from './fault.ts'
import { peers } from './peers.ts'

/** What `npm run bench:faults` is told. */
export interface FaultOptions {
  readonly repeats: number
  /** Milliseconds after which nothing more is waited for: what "never" means. */
  readonly limit: number
  readonly peers: readonly string[]
  readonly faults: readonly string[]
  /** How often a model's recovery is measured; 0 leaves it out. */
  readonly rounds: number
}

export const usage = `npm run bench:faults -- [--repeats 3] [--limit 6000] [--rounds 7] [--peer NAME]... [--fault NAME]...

Everything at its defaults writes docs/faults.md and benchmarks/results/faults.json; a part only shows.
--peer takes the beginning of a name: ${peers.map(({ id }) => id).join(', ')}.
--fault takes one of ${faults.map(({ id }) => id).join(', ')}.`

/** @throws {Error} Something is unknown, or no whole number. */
export function parseOptions(args: readonly string[]): FaultOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      repeats: { type: 'string', default: '3' },
      limit: { type: 'string', default: '6000' },
      rounds: { type: 'string', default: '7' },
      peer: { type: 'string', multiple: true, default: [] },
      fault: { type: 'string', multiple: true, default: [] },
    },
  })
  return {
    repeats: whole('repeats', values.repeats, 1),
    limit: whole('limit', values.limit, 100),
    rounds: whole('rounds', values.rounds, 0),
    peers: chosen('peer', values.peer, ids(peers)),
    faults: chosen('fault', values.fault, ids(faults)),
  }
}

/** Whether all of it is measured, so that the tables are whole. */
export function isWhole({ peers: some, faults: these, rounds }: FaultOptions): boolean {
  return some.length === peers.length && these.length === faults.length && rounds > 0
}

function ids(all: readonly { readonly id: string }[]): string[] {
  return all.map(({ id }) => id)
}

function chosen(option: string, wanted: readonly string[], all: readonly string[]): string[] {
  const unknown = wanted.filter((start) => !all.some((id) => id.startsWith(start)))
  if (unknown.length > 0) {
    throw new Error(`--${option} ${unknown.join(', ')} is unknown; use ${all.join(', ')}`)
  }
  return all.filter((id) => wanted.length === 0 || wanted.some((start) => id.startsWith(start)))
}

function whole(option: string, text: string, least: number): number {
  const value = Number(text)
  if (Number.isInteger(value) && value >= least) return value
  throw new Error(`--${option} ${text} must be a whole number of at least ${least}`)
}
