import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { AudioChunk } from '../../../src/audio/chunk.ts'
import type { Session } from '../../../src/backend.ts'
import {
  voiceActivityRules,
  type VoiceActivityOptions,
} from '../../../src/tasks/voice-activity/options.ts'
import { segments } from '../../../src/tasks/voice-activity/segments.ts'
import { listenForSpeech } from '../../../src/tasks/voice-activity/silero.ts'
import { collect } from '../../audio/collect.ts'
import { quietCall } from '../../audio/quiet-call.ts'
import { atRate, inPieces, join, recording, withoutSpeech } from '../../audio/recordings.ts'
import { loadModel } from '../../audio/sessions.ts'

const place = { target: 'voice-activity', operation: 'segments' }
const frameSize = 512
// Loaded after our session: it brings onnxruntime-web, which would compute ours as well.
const itsPackage = () => import('./package-silero.ts')
let session: Session
beforeAll(async () => {
  session = await loadModel('voice-activity/silero')
})
afterAll(() => session.dispose())

function find(
  chunks: Iterable<AudioChunk> | AsyncIterable<AudioChunk>,
  options: VoiceActivityOptions = {},
) {
  return collect(
    segments(session, chunks, voiceActivityRules(options), { place, call: quietCall() }),
  )
}

function wholeFrames({ samples }: AudioChunk): Float32Array[] {
  return Array.from({ length: Math.floor(samples.length / frameSize) }, (_, at) =>
    samples.slice(at * frameSize, (at + 1) * frameSize),
  )
}

const names = ['speech', 'two-utterances', 'stereo', 'alexa', 'hey-jarvis', 'alexa-then-speech']

describe('segments() agrees with the own code of the package', () => {
  test.each(names)('on the probabilities of %s', async (name) => {
    const sound = await atRate(recording(name), 16_000)
    const hear = listenForSpeech(session)
    const silero = await (await itsPackage()).packageSilero()
    for (const frame of wholeFrames(sound)) {
      expect(await hear(frame)).toBeCloseTo((await silero.process(frame)).isSpeech, 3)
    }
  })
  test.each(names)('on the segments of %s', async (name) => {
    const sound = await atRate(recording(name), 16_000)
    const whole = {
      ...sound,
      samples: sound.samples.slice(0, wholeFrames(sound).length * frameSize),
    }
    const expected = await (await itsPackage()).packageSegments(wholeFrames(whole))
    const found = await find([whole])
    expect(found).toHaveLength(expected.length)
    found.forEach(({ start, end }, at) => {
      expect(start).toBeCloseTo(expected[at]!.start, 6)
      expect(end).toBeCloseTo(expected[at]!.end, 6)
    })
  })
})

describe('segments() finds speech where somebody speaks', () => {
  test('one sentence between a second of silence on both sides', async () => {
    const [segment, ...more] = await find([recording('speech')])
    expect(more).toEqual([])
    expect(segment!.start).toBeCloseTo(1, 0)
    expect(segment!.end).toBeCloseTo(3.9, 0)
    expect(segment!.confidence).toBeGreaterThan(0.9)
  })
  test('two sentences with a long pause in between, at 8 kHz', async () => {
    const [first, second, ...more] = await find([recording('two-utterances')])
    expect(more).toEqual([])
    expect(first!.end).toBeLessThan(second!.start - 2)
  })
  test.each(['silence', 'noise', 'chords'] as const)('nowhere in %s', async (kind) => {
    expect(await find([withoutSpeech(kind, 20)])).toEqual([])
  })
  test('nowhere in nothing', async () => {
    expect(await find([])).toEqual([])
  })
})

describe('segments() finds the same', () => {
  test.each([8_000, 16_000, 22_050, 44_100, 48_000, 96_000])(
    'at %i samples per second',
    async (rate) => {
      const sound = recording('speech')
      const [expected] = await find([sound])
      const [segment, ...more] = await find(inPieces(await atRate(sound, rate), [441, 1_024, 7]))
      expect(more).toEqual([])
      expect(Math.abs(segment!.start - expected!.start)).toBeLessThan(0.1)
      expect(Math.abs(segment!.end - expected!.end)).toBeLessThan(0.1)
    },
  )
  test('in pieces of any size', async () => {
    const sound = recording('alexa-then-speech')
    const expected = await find([sound])
    for (const sizes of [[1_000], [1, 5_000, 0, 13], [220]]) {
      expect(
        await find(
          inPieces(
            sound,
            sizes.map((size) => Math.max(size, 1)),
          ),
        ),
      ).toEqual(expected)
    }
  })
  test('in several streams at a time on one session', async () => {
    const sounds = names.map((name) => recording(name))
    const alone = []
    for (const sound of sounds) alone.push(await find(inPieces(sound, [800])))
    expect(await Promise.all(sounds.map((sound) => find(inPieces(sound, [800]))))).toEqual(alone)
  })
})

test('segments() gives a segment as soon as enough silence has followed', async () => {
  const { samples } = recording('speech')
  let given = 0
  async function* endless() {
    for (const chunk of inPieces(
      { samples: join([samples, new Float32Array(10 * 16_000)]), sampleRate: 16_000 },
      [160],
    )) {
      given += chunk.samples.length / 16_000
      yield chunk
    }
  }
  const stream = segments(session, endless(), voiceActivityRules({ redemption: 640 }), {
    place,
    call: quietCall(),
  })
  const { value } = await stream.next()
  expect(given - value!.end).toBeCloseTo(0.64, 1)
  await stream.return(undefined)
})

test('segments() widens by padding, within the sound and apart from each other', async () => {
  const sound = recording('two-utterances')
  const [first, second] = await find([sound])
  const [wide, wideSecond] = await find([sound], { padding: 300 })
  expect(wide!.start).toBeCloseTo(first!.start - 0.3, 6)
  expect(wide!.end).toBeCloseTo(first!.end + 0.3, 6)
  expect(wideSecond!.start).toBeCloseTo(second!.start - 0.3, 6)
  const [widest, next] = await find([sound], { padding: 5_000 })
  expect(widest!.start).toBe(0)
  expect(next!.start).toBe(widest!.end)
  expect(next!.end).toBeLessThanOrEqual(sound.samples.length / sound.sampleRate)
})

test('segments() needs no more memory for ten minutes than for one', async () => {
  const minute = join(new Array<Float32Array>(12).fill(recording('speech').samples)).slice(
    0,
    60 * 16_000,
  )
  let heapAfterOne = 0
  let found = 0
  async function* tenMinutes() {
    for (let count = 0; count < 10; count++) {
      if (count === 1) heapAfterOne = process.memoryUsage().rss
      yield* inPieces({ samples: minute, sampleRate: 16_000 }, [1_600])
    }
  }
  for await (const _ of segments(session, tenMinutes(), voiceActivityRules(), {
    place,
    call: quietCall(),
  }))
    found++
  expect(found).toBeGreaterThan(100)
  expect(process.memoryUsage().rss - heapAfterOne).toBeLessThan(64 * 2 ** 20)
}, 120_000)

test('segments() ends with the reason of its signal between two frames', async () => {
  const controller = new AbortController()
  const reason = new Error('enough')
  const long = withoutSpeech('noise', 60)
  function* chunks() {
    yield { ...long, samples: long.samples.slice(0, 16_000) }
    controller.abort(reason)
    yield long
  }
  const call = quietCall(controller.signal)
  await expect(
    collect(segments(session, chunks(), voiceActivityRules(), { place, call })),
  ).rejects.toBe(reason)
})
