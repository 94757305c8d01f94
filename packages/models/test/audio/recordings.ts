import { readFileSync } from 'node:fs'
import type { AudioChunk } from '../../src/audio/chunk.ts'
import { resampler } from '../../src/audio/resampler.ts'
import { openWav } from '../../src/audio/wav.ts'

/** The bytes of a recording in test/fixtures/audio. */
export function fixture(name: string): Uint8Array {
  return readFileSync(new URL(`../fixtures/audio/${name}.wav`, import.meta.url))
}

/** A fixture as one chunk. */
export function recording(name: string): AudioChunk {
  const { sampleRate, chunks } = openWav(fixture(name), { target: 'test', operation: name })
  return { samples: join([...chunks()].map(({ samples }) => samples)), sampleRate }
}

/** One array after the other. */
export function join(pieces: readonly Float32Array[]): Float32Array {
  const whole = new Float32Array(pieces.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const piece of pieces) {
    whole.set(piece, at)
    at += piece.length
  }
  return whole
}

/** The same sound at another sample rate. */
export async function atRate(
  { samples, sampleRate }: AudioChunk,
  rate: number,
): Promise<AudioChunk> {
  const stream = await resampler(sampleRate, rate)
  const pieces = [stream.push(samples), stream.flush()]
  stream.dispose()
  return { samples: join(pieces), sampleRate: rate }
}

/** A chunk in pieces of these sizes, over and over. */
export function* inPieces(
  { samples, sampleRate }: AudioChunk,
  sizes: readonly number[],
): Generator<AudioChunk> {
  for (let at = 0, turn = 0; at < samples.length; turn++) {
    const size = sizes[turn % sizes.length]!
    yield { samples: samples.slice(at, at + size), sampleRate }
    at += size
  }
}

/** Seconds of silence, noise or chords that nobody speaks in; the same on every run. */
export function withoutSpeech(kind: 'silence' | 'noise' | 'chords', seconds: number): AudioChunk {
  let state = 1
  const random = () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0) / 2 ** 31
  const chord = (at: number) =>
    [220, 277.18, 329.63]
      .map((hertz) => hertz * 2 ** ((Math.floor(at / 8_000) % 5) / 12))
      .reduce((sum, hertz) => sum + 0.15 * Math.sin((2 * Math.PI * hertz * at) / 16_000), 0)
  const sample = { silence: () => 0, noise: () => 0.1 * random(), chords: chord }[kind]
  return {
    samples: Float32Array.from({ length: 16_000 * seconds }, (_, at) => sample(at)),
    sampleRate: 16_000,
  }
}
