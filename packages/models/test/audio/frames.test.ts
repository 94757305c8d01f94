import { ActorError } from '@troupe/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { AudioChunk } from '../../src/audio/chunk.ts'
import { cutter } from '../../src/audio/cutter.ts'
import { frames, type Frame } from '../../src/audio/frames.ts'
import { mixToMono } from '../../src/audio/mono.ts'
import { collect } from './collect.ts'
import { quietCall } from './quiet-call.ts'

const place = { target: 'ear', operation: 'hear' }
const options = { size: 512, sampleRate: 16_000, place, call: quietCall() }

function framesOf(chunks: Iterable<unknown>): Promise<Frame[]> {
  return collect(frames(chunks as Iterable<AudioChunk>, options))
}

async function refusal(chunk: unknown): Promise<string> {
  const error: unknown = await framesOf([chunk]).catch((error: unknown) => error)
  if (!ActorError.is(error, 'invalid-message')) throw error
  expect(error.details).toMatchObject(place)
  return error.message
}

test('cutter() keeps every sample in order, whatever the pieces', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(50)), fc.integer({ min: 1, max: 40 }), (lengths, size) => {
      const cut = cutter(size)
      let next = 0
      const out = lengths.flatMap((length) => [
        ...cut.push(Float32Array.from({ length }, () => next++)),
      ])
      expect(out.every((frame) => frame.length === size)).toBe(true)
      const all = [...out, cut.rest()].flatMap((frame) => Array.from(frame))
      expect(all).toEqual(Array.from({ length: next }, (_, at) => at))
    }),
  )
})

describe('frames()', () => {
  test('fills the last frame up with silence and says how much is sound', async () => {
    const [first, last, ...more] = await framesOf([
      { samples: new Float32Array(700).fill(0.5), sampleRate: 16_000 },
    ])
    expect(first).toMatchObject({ filled: 512 })
    expect(last).toMatchObject({ filled: 188 })
    expect(last!.samples).toHaveLength(512)
    expect(last!.samples[188]).toBe(0)
    expect(more).toEqual([])
  })
  test('takes empty chunks, and no chunks at all', async () => {
    expect(await framesOf([])).toEqual([])
    expect(await framesOf([{ samples: new Float32Array(), sampleRate: 48_000 }])).toEqual([])
  })
  test('goes on where the sample rate changes in the middle', async () => {
    const chunks = [8_000, 48_000, 16_000].map((sampleRate) => ({
      samples: new Float32Array(sampleRate),
      sampleRate,
    }))
    const filled = (await framesOf(chunks)).reduce((sum, frame) => sum + frame.filled, 0)
    expect(filled).toBe(3 * 16_000)
  })
  test('ends with the reason of the signal once it is aborted', async () => {
    const controller = new AbortController()
    const reason = new Error('enough')
    const sound = { samples: new Float32Array(16_000), sampleRate: 16_000 }
    let closed = false
    function* endless() {
      try {
        for (;;) yield sound
      } finally {
        closed = true
      }
    }
    const stream = frames(endless(), { ...options, call: quietCall(controller.signal) })
    await stream.next()
    controller.abort(reason)
    await expect(stream.next()).rejects.toBe(reason)
    expect(closed).toBe(true)
  })
  test('gives the event loop a turn while it works through one long chunk', async () => {
    let turns = 0
    let done = false
    const count = () => void setTimeout(() => (turns++, done || count()), 0)
    count()
    const heartbeats: number[] = []
    const call = { ...quietCall(), heartbeat: () => void heartbeats.push(turns) }
    await collect(
      frames([{ samples: new Float32Array(160_000), sampleRate: 16_000 }], { ...options, call }),
    )
    done = true
    expect(heartbeats.length).toBeGreaterThanOrEqual(9)
    expect(turns).toBeGreaterThan(5)
  })
})

describe('frames() refuses a chunk that it cannot use and says why', () => {
  const samples = new Float32Array(3)
  const sampleRate = 16_000
  test.each<[string, unknown, RegExp]>([
    ['no object', 7, /^ear\.hear: a chunk is 7; send \{ samples/],
    ['null', null, /a chunk is null/],
    ['no samples', { sampleRate }, /samples is undefined; send a Float32Array/],
    ['plain numbers', { samples: [0, 1], sampleRate }, /samples is an Array/],
    ['16-bit samples', { samples: new Int16Array(2), sampleRate }, /samples is an Int16Array/],
    [
      '16-bit samples as floats',
      { samples: Float32Array.of(0, 12_000), sampleRate },
      /samples\[1\] is 12000.*divide 16-bit samples by 32768/,
    ],
    ['NaN', { samples: Float32Array.of(0, NaN), sampleRate }, /samples\[1\] is NaN/],
    ['infinity', { samples: Float32Array.of(-Infinity), sampleRate }, /samples\[0\] is -Infinity/],
    ['no rate', { samples }, /sampleRate is undefined; send a whole number from 1000 to 192000/],
    ['rate 0', { samples, sampleRate: 0 }, /sampleRate is 0/],
    ['a negative rate', { samples, sampleRate: -44_100 }, /sampleRate is -44100/],
    ['an absurd rate', { samples, sampleRate: 1e9 }, /sampleRate is 1000000000/],
    ['a rate that is no number', { samples, sampleRate: '44100' }, /sampleRate is a string/],
    ['a broken rate', { samples, sampleRate: NaN }, /sampleRate is NaN/],
  ])('%s', async (_, chunk, message) => {
    expect(await refusal(chunk)).toMatch(message)
  })
})

test('mixToMono() is the mean, as long as the shortest channel', () => {
  expect(Array.from(mixToMono([Float32Array.of(1, 0, 1), Float32Array.of(0, 0.5)]))).toEqual([
    0.5, 0.25,
  ])
  expect(mixToMono([])).toHaveLength(0)
})
