import { parseArgs } from 'node:util'

/** How long and how hard. */
export interface ChaosOptions {
  readonly milliseconds: number
  readonly seed: number
  /** It ends early when so many kills are done. */
  readonly kills: number
  /** Strikes a second at light actors. */
  readonly rate: number
  /** Whether the real models take part. */
  readonly models: boolean
  /** The file that the figures go to. */
  readonly out: string
}

/** How it is called. */
export const usage = `npm run chaos -- [--minutes M] [--seed N] [--kills K] [--rate R] [--no-models] [--out FILE]

  --minutes    how long, 1 by default; fractions are fine
  --seed       what is done to whom, in which order; by default another one each time
  --kills      end early when so many kills are done
  --rate       strikes a second at the light actors, 12 by default
  --no-models  leave the real models out
  --out        where the figures go, chaos/results/latest.json by default`

/** Reads the command line. */
export function readOptions(args: string[], latest: string): ChaosOptions {
  const { values } = parseArgs({
    args,
    options: {
      minutes: { type: 'string', default: '1' },
      seed: { type: 'string', default: String(Math.floor(Math.random() * 1e9)) },
      kills: { type: 'string', default: 'Infinity' },
      rate: { type: 'string', default: '12' },
      models: { type: 'boolean', default: true },
      out: { type: 'string', default: latest },
    },
    allowNegative: true,
  })
  return {
    milliseconds: amount('minutes', values.minutes) * 60_000,
    seed: amount('seed', values.seed),
    kills: amount('kills', values.kills),
    rate: amount('rate', values.rate),
    models: values.models,
    out: values.out,
  }
}

function amount(name: string, value: string): number {
  const number = Number(value)
  if (number >= 0) return number
  throw new Error(`--${name} ${value} is no amount`)
}
