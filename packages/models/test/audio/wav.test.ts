import { ActorError } from '@troupe/core'
import fc from 'fast-check'
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { openWav } from '../../src/audio/wav.ts'
import { chunk, makeWav, pcm } from './make-wav.ts'

const place = { target: 'ear', operation: 'detect' }
const wave = [0, 0.5, -0.5, 0.25, -1, 0.75, 0.125, -0.875]

function decode(file: Uint8Array): number[] {
  return [...openWav(file, place).chunks()].flatMap(({ samples }) => Array.from(samples))
}

function refusal(file: unknown): string {
  try {
    decode(file as Uint8Array)
  } catch (error) {
    if (!ActorError.is(error, 'invalid-message')) throw error
    expect(error.details).toMatchObject(place)
    expect(error.details.issues).toHaveLength(1)
    return error.message
  }
  throw new Error('The WAV was taken')
}

test('openWav() takes the zeros of a file that nobody wrote to the end for no chunks', () => {
  const file = new Uint8Array(1_000_000)
  file.set(makeWav({ data: new Uint8Array() }).subarray(0, 36))
  file.set(makeWav({ data: pcm(wave, 16) }).subarray(36), file.length - 100)
  expect(refusal(file)).toContain('no "data" chunk')
})

describe('openWav() reads every encoding', () => {
  test.each([8, 16, 24, 32])('integers of %i bits', (bits) => {
    expect(decode(makeWav({ bits, data: pcm(wave, bits) }))).toEqual(wave)
    expect(decode(makeWav({ bits, data: pcm(wave, bits), extensible: 1 }))).toEqual(wave)
  })
  test.each([32, 64])('floats of %i bits', (bits) => {
    const data = pcm(wave, bits, { float: true })
    expect(decode(makeWav({ tag: 3, bits, data }))).toEqual(wave)
    expect(decode(makeWav({ bits, data, extensible: 3 }))).toEqual(wave)
  })
  test('A-law and mu-law', () => {
    const near = (decoded: number[], expected: number[]) =>
      expected.forEach((sample, at) => expect(decoded[at]).toBeCloseTo(sample, 2))
    // From the tables of ITU-T G.711: code words and the 16-bit values they stand for.
    near(decode(makeWav({ tag: 6, bits: 8, data: Uint8Array.of(0xd5, 0xaa, 0x2a) })), [
      8 / 32768,
      32256 / 32768,
      -32256 / 32768,
    ])
    near(decode(makeWav({ tag: 7, bits: 8, data: Uint8Array.of(0xff, 0x80, 0x00) })), [
      0,
      32124 / 32768,
      -32124 / 32768,
    ])
  })
  test('big-endian RIFX', () => {
    const data = pcm(wave, 16, { littleEndian: false })
    expect(decode(makeWav({ container: 'RIFX', data }))).toEqual(wave)
  })
  test('RF64 of long recordings', () => {
    const file = makeWav({
      container: 'RF64',
      riffSize: 0xffffffff,
      dataSize: 0xffffffff,
      data: pcm(wave, 16),
      before: [chunk('ds64', new Uint8Array(28))],
    })
    expect(decode(file)).toEqual(wave)
  })
  test('12 bits in 16', () => {
    expect(decode(makeWav({ bits: 12, data: pcm(wave, 16) }))).toEqual(wave)
  })
})

describe('openWav() mixes channels to one', () => {
  test.each([2, 3, 6])('%i channels', (channels) => {
    const interleaved = wave.flatMap((sample) =>
      Array.from({ length: channels }, (_, at) => (at === 0 ? sample : 0)),
    )
    const mono = decode(makeWav({ channels, data: pcm(interleaved, 16) }))
    mono.forEach((sample, at) => expect(sample).toBeCloseTo(wave[at]! / channels, 6))
    expect(mono).toHaveLength(wave.length)
  })
})

describe('openWav() trusts no length in the header', () => {
  test.each([0, 0x7fffffff, 0x80000000, 0xffffffff, 0xffffffff - 36, 1_000_000])(
    'data of %i bytes',
    (dataSize) => {
      const file = makeWav({ dataSize, riffSize: dataSize, data: pcm(wave, 16) })
      expect(decode(file)).toEqual(wave)
      expect(openWav(file, place).duration).toBe(wave.length / 16_000)
    },
  )
  test('a file cut off within a sample keeps the whole ones', () => {
    expect(decode(makeWav({ data: pcm(wave, 16) }).slice(0, -3))).toEqual(wave.slice(0, -2))
  })
  test('a data chunk that is shorter than the file ends where it says', () => {
    const after = [chunk('LIST', new TextEncoder().encode('INFOISFT\x04\0\0\0sox\0'))]
    expect(decode(makeWav({ data: pcm(wave, 16), after }))).toEqual(wave)
  })
})

describe('openWav() passes over other chunks', () => {
  const odd = new TextEncoder().encode('odd')
  test('of odd length with padding', () => {
    expect(decode(makeWav({ before: [chunk('note', odd)], data: pcm(wave, 16) }))).toEqual(wave)
  })
  test('of odd length without padding', () => {
    expect(
      decode(makeWav({ before: [chunk('note', odd, { padded: false })], data: pcm(wave, 16) })),
    ).toEqual(wave)
  })
  test('that reach beyond the end of the file, after the data', () => {
    const after = [chunk('LIST', odd, { size: 0x7fffffff })]
    expect(decode(makeWav({ data: pcm(wave, 16), after }))).toEqual(wave)
  })
})

describe('openWav() refuses what it cannot read and says what to do', () => {
  const good = makeWav({ data: pcm(wave, 16) })
  test.each<[string, unknown, RegExp]>([
    ['no bytes', 'RIFF', /^ear\.detect: the WAV is no Uint8Array; send the bytes/],
    ['an empty file', new Uint8Array(), /is empty \(0 bytes\); send the bytes of the whole file/],
    [
      'another format',
      new TextEncoder().encode('OggS and so on, for a while'),
      /begins with "OggS", not "RIFF".*ffmpeg/,
    ],
    ['four bytes', good.slice(0, 4), /this is no WAV/],
    ['a header without format', good.slice(0, 12), /ends before or within its "fmt "/],
    ['half a format', good.slice(0, 30), /ends before or within its "fmt "/],
    ['no data chunk', good.slice(0, 36), /has no "data" chunk/],
    ['no samples', good.slice(0, 44), /holds no samples/],
    ['no channels', makeWav({ channels: 0, data: pcm(wave, 16) }), /0 channels/],
    [
      'no sample rate',
      makeWav({ sampleRate: 0, data: pcm(wave, 16) }),
      /sampleRate is 0; send a whole number from 1000/,
    ],
    [
      'an absurd sample rate',
      makeWav({ sampleRate: 4e9, data: pcm(wave, 16) }),
      /sampleRate is 4000000000/,
    ],
    [
      'an absurd width',
      makeWav({ bits: 48, data: pcm(wave, 16) }),
      /48-bit integer samples; convert/,
    ],
    [
      'MP3 in WAV',
      makeWav({ tag: 85, data: pcm(wave, 16) }),
      /format 85; convert it, for example with: ffmpeg/,
    ],
    [
      'float samples that are no numbers',
      makeWav({ tag: 3, bits: 32, data: pcm([0, NaN], 32, { float: true }) }),
      /samples\[1\] is NaN/,
    ],
  ])('%s', (_, file, message) => {
    expect(refusal(file)).toMatch(message)
  })
  test('any other bytes: it answers or refuses, and never throws anything else', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), fc.nat(good.length - 1), (noise, at) => {
        const broken = good.slice()
        broken.set(noise.subarray(0, broken.length - at), at)
        try {
          decode(broken)
        } catch (error) {
          if (!ActorError.is(error, 'invalid-message')) throw error
        }
      }),
      { numRuns: 2_000 },
    )
  })
})

test('openWav() gives a long recording second by second', () => {
  const file = makeWav({
    sampleRate: 8_000,
    data: pcm(
      Array.from({ length: 20_000 }, (_, at) => (at % 100) / 128),
      8,
    ),
    bits: 8,
  })
  const recording = openWav(file, place)
  expect([...recording.chunks()].map(({ samples }) => samples.length)).toEqual([
    8_000, 8_000, 4_000,
  ])
  expect(recording).toMatchObject({ sampleRate: 8_000, channels: 1, duration: 2.5 })
})

test('openWav() reads what sox wrote', () => {
  const file = readFileSync(new URL('../fixtures/audio/stereo.wav', import.meta.url))
  const { sampleRate, channels, duration } = openWav(file, place)
  expect({ sampleRate, channels }).toEqual({ sampleRate: 22_050, channels: 2 })
  expect(duration).toBeCloseTo(3.23, 2)
  expect(Math.max(...decode(file))).toBeGreaterThan(0.1)
})
