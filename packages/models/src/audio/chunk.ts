import { refuse, type Place } from './refuse.ts'

/** A piece of mono sound, of any length; an empty one is fine. */
export interface AudioChunk {
  /** Amplitudes from -1 to 1. */
  readonly samples: Float32Array
  /** Samples per second, a whole number from 1 000 to 192 000. It may change within a stream. */
  readonly sampleRate: number
}

/** The sample rates that can be heard. */
export const sampleRates = { lowest: 1_000, highest: 192_000 } as const

// Float recordings may overshoot 1 a little; beyond this it is another scale, such as 16-bit integers.
const loudest = 16

/**
 * Checks a chunk that came from elsewhere.
 *
 * @throws {ActorError<'invalid-message'>} It is no chunk, its rate is out of range, or a sample is
 * not a number from -1 to 1.
 */
export function checkChunk(chunk: unknown, place: Place): AudioChunk {
  if (typeof chunk !== 'object' || chunk === null) {
    refuse(place, `a chunk is ${describe(chunk)}; send { samples: Float32Array, sampleRate }`)
  }
  const { samples, sampleRate } = chunk as Partial<AudioChunk>
  if (!(samples instanceof Float32Array)) {
    refuse(place, `samples is ${describe(samples)}; send a Float32Array of amplitudes from -1 to 1`)
  }
  checkSampleRate(sampleRate, place)
  checkSamples(samples, place)
  return { samples, sampleRate }
}

/**
 * Checks a sample rate.
 *
 * @throws {ActorError<'invalid-message'>} It is not a whole number from 1 000 to 192 000.
 */
export function checkSampleRate(rate: unknown, place: Place): asserts rate is number {
  const { lowest, highest } = sampleRates
  if (Number.isInteger(rate) && (rate as number) >= lowest && (rate as number) <= highest) return
  refuse(place, `sampleRate is ${describe(rate)}; send a whole number from ${lowest} to ${highest}`)
}

/**
 * Checks that samples are amplitudes.
 *
 * @throws {ActorError<'invalid-message'>} A sample is not finite, or far beyond -1 to 1.
 */
export function checkSamples(samples: Float32Array, place: Place): void {
  for (let at = 0; at < samples.length; at++) {
    // Written so that NaN fails it too.
    if (Math.abs(samples[at]!) <= loudest) continue
    const remedy = Number.isFinite(samples[at]) ? 'divide 16-bit samples by 32768' : 'leave it out'
    refuse(place, `samples[${at}] is ${samples[at]}, not an amplitude from -1 to 1; ${remedy}`)
  }
}

function describe(value: unknown): string {
  if (typeof value === 'number') return String(value)
  if (value === null || value === undefined) return String(value)
  if (typeof value !== 'object') return `a ${typeof value}`
  const { name } = (value.constructor ?? Object) as { name: string }
  return /^[AEIOU]/.test(name) ? `an ${name}` : `a ${name}`
}
