import { parseArgs } from 'node:util'
import type { Effort } from './result.ts'

/** What was asked for on the command line. */
export interface Options {
  /** Beginnings of ids; none are all. */
  readonly wanted: readonly string[]
  readonly effort: Effort
  /** Whether the results and the docs are written. */
  readonly write: boolean
  /** How long a soak takes. */
  readonly minutes: number
}

/** @throws {TypeError} An option is unknown, or no number. */
export function parseOptions(args: readonly string[]): Options {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      rounds: { type: 'string', default: '5' },
      window: { type: 'string', default: '400' },
      minutes: { type: 'string', default: '10' },
      quick: { type: 'boolean', default: false },
      'no-write': { type: 'boolean', default: false },
    },
  })
  const effort = values.quick
    ? { rounds: 1, window: 10, most: 1_000 }
    : { rounds: positive('rounds', values.rounds), window: positive('window', values.window) }
  return {
    wanted: positionals,
    effort,
    write: !values.quick && !values['no-write'],
    minutes: positive('minutes', values.minutes),
  }
}

function positive(option: string, text: string): number {
  const value = Number(text)
  if (value > 0) return value
  throw new TypeError(`--${option} ${text} is no number above 0`)
}
