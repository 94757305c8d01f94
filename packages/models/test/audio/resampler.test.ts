import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { resampler } from '../../src/audio/resampler.ts'

async function resample(
  samples: Float32Array,
  from: number,
  to: number,
  sizes: readonly number[],
): Promise<Float32Array> {
  const stream = await resampler(from, to)
  const pieces: Float32Array[] = []
  for (let at = 0, turn = 0; at < samples.length; turn++) {
    const size = sizes[turn % sizes.length]!
    pieces.push(stream.push(samples.slice(at, at + size)))
    at += size
  }
  pieces.push(stream.flush())
  stream.dispose()
  const whole = new Float32Array(pieces.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const piece of pieces) {
    whole.set(piece, at)
    at += piece.length
  }
  return whole
}

function tone(hertz: number, rate: number, seconds: number): Float32Array {
  return Float32Array.from(
    { length: rate * seconds },
    (_, at) => 0.5 * Math.sin((2 * Math.PI * hertz * at) / rate),
  )
}

const rates = [8_000, 11_025, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000, 96_000, 192_000]

describe('resampler() keeps a tone', () => {
  test.each(rates)('from %i Hz', async (rate) => {
    const out = await resample(tone(440, rate, 1), rate, 16_000, [1_024])
    const expected = tone(440, 16_000, 1)
    expect(out).toHaveLength(16_000)
    const worst = expected
      .subarray(400, -400)
      .reduce((error, sample, at) => Math.max(error, Math.abs(out[at + 400]! - sample)), 0)
    expect(worst).toBeLessThan(1e-4)
  })
})

test('resampler() takes away what the new rate cannot hold', async () => {
  const out = await resample(tone(12_000, 48_000, 1), 48_000, 16_000, [4_800])
  expect(out.subarray(400, -400).every((sample) => Math.abs(sample) < 1e-3)).toBe(true)
})

test('resampler() gives the same however the sound is cut, and loses and adds nothing', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...rates, 1_000),
      fc.array(fc.integer({ min: 1, max: 5_000 }), { minLength: 1, maxLength: 6 }),
      fc.integer({ min: 1, max: 30_000 }),
      fc.integer(),
      async (rate, sizes, length, seed) => {
        let state = seed
        const noise = Float32Array.from({ length }, () => {
          state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0
          return state / 2 ** 32
        })
        const whole = await resample(noise, rate, 16_000, [length])
        const cut = await resample(noise, rate, 16_000, sizes)
        expect(whole).toHaveLength(Math.round((length * 16_000) / rate))
        expect(cut).toEqual(whole)
        expect(whole.every(Number.isFinite)).toBe(true)
      },
    ),
    { numRuns: 30 },
  )
}, 60_000)

test('resampler() takes a piece of ten minutes at once', async () => {
  const out = await resample(new Float32Array(44_100 * 600).fill(0.25), 44_100, 16_000, [
    44_100 * 600,
  ])
  expect(out).toHaveLength(16_000 * 600)
  expect(out[16_000 * 300]).toBeCloseTo(0.25, 3)
}, 60_000)

test('resampler() hands samples through where the rates are equal', async () => {
  const samples = tone(440, 16_000, 1)
  const stream = await resampler(16_000, 16_000)
  expect(stream.push(samples)).toBe(samples)
  expect(stream.flush()).toHaveLength(0)
  stream.dispose()
})
