import fc from 'fast-check'

/**
 * How many sequences each property is tried on. `TROUPE_RUNS=100000` is the nightly size, and
 * `TROUPE_SEED` takes up a run that failed.
 */
const size = Number(process.env['TROUPE_RUNS'] ?? 1_000)
const given = process.env['TROUPE_SEED']

/** Parameters of `fc.assert`, whose seed is printed where many sequences are tried. */
export function runs(of: string, numRuns = size): { numRuns: number; seed: number } {
  const seed = given === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(given)
  if (process.env['TROUPE_RUNS'] !== undefined)
    process.stdout.write(`${of}: ${numRuns} sequences, TROUPE_SEED=${seed}\n`)
  return { numRuns, seed }
}

/** Milliseconds that a property may take. */
export const patience = 20_000 + size * 20

fc.configureGlobal({ interruptAfterTimeLimit: patience, markInterruptAsFailure: true })
