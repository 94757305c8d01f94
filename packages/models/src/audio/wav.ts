import * as wavefile from 'wavefile'
import { checkSamples, type AudioChunk } from './chunk.ts'
import { mixToMono } from './mono.ts'
import type { Place } from './refuse.ts'
import { wavLayout, type WavLayout } from './wav-layout.ts'

// CommonJS on Node, a module without a default export for bundlers.
const { WaveFile } = (
  'WaveFile' in wavefile ? wavefile : (wavefile as { default: never }).default
) as typeof wavefile

/** A recording in memory. */
export interface Recording {
  /** Samples per second. */
  readonly sampleRate: number
  /** Channels before they are mixed to one. */
  readonly channels: number
  /** Seconds. */
  readonly duration: number
  /** The sound in order, mixed to mono, one second at a time: a long file is never decoded whole. */
  chunks(): Iterable<AudioChunk>
}

/**
 * Opens a WAV file: PCM of 8, 16, 24 and 32 bits, floats of 32 and 64, A-law and mu-law, any number
 * of channels, also where a recorder left a wrong length in the header.
 *
 * @throws {ActorError<'invalid-message'>} It is empty, no WAV, cut off, or of an unknown encoding.
 */
export function openWav(file: Uint8Array, place: Place): Recording {
  const layout = wavLayout(file, place)
  const frameBytes = layout.channels * layout.sampleBytes
  const { sampleRate, channels } = layout
  const frames = Math.floor(layout.data.length / frameBytes)
  return {
    sampleRate,
    channels,
    duration: frames / sampleRate,
    *chunks() {
      for (let at = 0; at < frames; at += sampleRate) {
        const until = Math.min(at + sampleRate, frames)
        const samples = decode(layout, layout.data.subarray(at * frameBytes, until * frameBytes))
        checkSamples(samples, place)
        yield { samples, sampleRate }
      }
    },
  }
}

function decode(layout: WavLayout, data: Uint8Array): Float32Array {
  const wave = new WaveFile(withHeader(layout, data))
  if (layout.encoding === 6) wave.fromALaw()
  if (layout.encoding === 7) wave.fromMuLaw()
  const samples = wave.getSamples(false, Float64Array) as unknown as Float64Array | Float64Array[]
  const channels = layout.channels === 1 ? [samples as Float64Array] : (samples as Float64Array[])
  return mixToMono(channels.map((channel) => toAmplitudes(channel, range(layout))))
}

function toAmplitudes(
  samples: Float64Array,
  { offset, scale }: { offset: number; scale: number },
): Float32Array {
  const amplitudes = new Float32Array(samples.length)
  for (let at = 0; at < samples.length; at++) amplitudes[at] = (samples[at]! - offset) / scale
  return amplitudes
}

function range({ encoding, sampleBytes }: WavLayout): { offset: number; scale: number } {
  if (encoding === 3) return { offset: 0, scale: 1 }
  if (encoding !== 1) return { offset: 0, scale: 2 ** 15 }
  return { offset: sampleBytes === 1 ? 128 : 0, scale: 2 ** (sampleBytes * 8 - 1) }
}

// wavefile trusts the header and knows no float in WAVE_FORMAT_EXTENSIBLE, so it gets a plain one.
function withHeader(layout: WavLayout, data: Uint8Array): Uint8Array {
  const { littleEndian, encoding, channels, sampleRate, sampleBytes } = layout
  const file = new Uint8Array(44 + data.length + (data.length % 2))
  const view = new DataView(file.buffer)
  const text = (at: number, word: string) => file.set(new TextEncoder().encode(word), at)
  text(0, littleEndian ? 'RIFF' : 'RIFX')
  view.setUint32(4, file.length - 8, littleEndian)
  text(8, 'WAVEfmt ')
  view.setUint32(16, 16, littleEndian)
  view.setUint16(20, encoding, littleEndian)
  view.setUint16(22, channels, littleEndian)
  view.setUint32(24, sampleRate, littleEndian)
  view.setUint32(28, sampleRate * channels * sampleBytes, littleEndian)
  view.setUint16(32, channels * sampleBytes, littleEndian)
  view.setUint16(34, sampleBytes * 8, littleEndian)
  text(36, 'data')
  view.setUint32(40, data.length, littleEndian)
  file.set(data, 44)
  return file
}
