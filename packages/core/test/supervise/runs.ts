import fc from 'fast-check'
import { settled } from '../support/sink.ts'

/**
 * How many sequences each property is tried on: `TROUPE_RUNS=100000` is the nightly size. The seed
 * that a failure prints, given as `TROUPE_SEED`, comes first in the next run.
 */
const { TROUPE_RUNS: wanted, TROUPE_SEED: given } = process.env
const size = Number(wanted ?? 1_000)
const first = given === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(given)
const batch = 1_000

/** Milliseconds that a property may take. */
export const patience = 20_000 + size * 20

/** Tries a property, with a breath after every batch so that the runner hears of it. */
export async function check<Values extends unknown[]>(
  of: string,
  property: fc.IProperty<Values>,
  most = size,
): Promise<void> {
  const numRuns = Math.min(most, size)
  if (wanted !== undefined) process.stdout.write(`${of}: ${numRuns} sequences, seed ${first}\n`)
  for (let done = 0; done < numRuns; done += batch) {
    fc.assert(property, { numRuns: Math.min(batch, numRuns - done), seed: first + done })
    await settled()
  }
}
