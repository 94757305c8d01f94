import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { AudioChunk } from '../../../src/audio/chunk.ts'
import type { Session } from '../../../src/backend.ts'
import { detections, listen, type Ears } from '../../../src/tasks/wake-word/detections.ts'
import { hearSilence } from '../../../src/tasks/wake-word/features.ts'
import { wakeWordRules, type WakeWordOptions } from '../../../src/tasks/wake-word/options.ts'
import { wordSessions } from '../../../src/tasks/wake-word/score.ts'
import { wordNames, type WordName } from '../../../src/tasks/wake-word/words.ts'
import { collect } from '../../audio/collect.ts'
import { quietCall } from '../../audio/quiet-call.ts'
import { atRate, inPieces, join, recording, withoutSpeech } from '../../audio/recordings.ts'
import { loadModel } from '../../audio/sessions.ts'

const asker = { place: { target: 'wake-word', operation: 'detections' }, call: quietCall() }
const sessions = new Map<string, Session>()
let ears: Ears

beforeAll(async () => {
  for (const name of ['melspectrogram', 'embedding', ...wordNames]) {
    sessions.set(name, await loadModel(`wake-word/${name.replace('_', '-')}`))
  }
  const features = {
    melspectrogram: sessions.get('melspectrogram')!,
    embedding: sessions.get('embedding')!,
  }
  ears = {
    features,
    words: wordSessions(wordNames, (word) => sessions.get(word)!),
    silence: await hearSilence(features),
  }
})
afterAll(async () => {
  for (const session of sessions.values()) await session.dispose()
})

const only = (words: readonly WordName[]): Ears => ({
  ...ears,
  words: wordSessions(words, (word) => sessions.get(word)!),
})

function find(
  chunks: Iterable<AudioChunk> | AsyncIterable<AudioChunk>,
  options: WakeWordOptions = {},
) {
  const rules = wakeWordRules(options)
  return collect(detections(only(rules.words), chunks, rules, asker))
}

const wordsOf = (found: readonly { word: string }[]) => found.map(({ word }) => word)

describe('detections() hears', () => {
  test('a word that is the whole recording', async () => {
    const [detection, ...more] = await find([recording('alexa')])
    expect(more).toEqual([])
    expect(detection!.word).toBe('alexa')
    expect(detection!.confidence).toBeGreaterThan(0.5)
    expect(detection!.time).toBeGreaterThan(0.3)
    expect(detection!.time).toBeLessThanOrEqual(recording('alexa').samples.length / 16_000)
  })
  test('another word in another voice', async () => {
    expect(wordsOf(await find([recording('hey-jarvis')]))).toEqual(['hey_jarvis'])
  })
  test('a word before a sentence, shortly after it was said', async () => {
    const [detection, ...more] = await find([recording('alexa-then-speech')])
    expect(more).toEqual([])
    expect(detection!.word).toBe('alexa')
    expect(detection!.time).toBeGreaterThan(0.8)
    expect(detection!.time).toBeLessThan(1.8)
  })
  test('a word each time that it is said', async () => {
    const { samples } = recording('alexa')
    const twice = join([samples, new Float32Array(3 * 16_000), samples])
    expect(wordsOf(await find([{ samples: twice, sampleRate: 16_000 }]))).toEqual([
      'alexa',
      'alexa',
    ])
  })
  test('nothing but the words that it listens for', async () => {
    expect(await find([recording('alexa')], { words: ['hey_jarvis', 'timer'] })).toEqual([])
  })
})

describe('detections() hears no word', () => {
  test.each(['speech', 'two-utterances', 'stereo'])('in %s', async (name) => {
    expect(await find([recording(name)])).toEqual([])
  })
  test.each(['silence', 'noise', 'chords'] as const)('in %s', async (kind) => {
    expect(await find([withoutSpeech(kind, 20)])).toEqual([])
  })
  test('in nothing', async () => {
    expect(await find([])).toEqual([])
  })
})

describe('detections() hears the same', () => {
  test.each([8_000, 22_050, 44_100, 48_000])('at %i samples per second', async (rate) => {
    const sound = await atRate(recording('alexa'), rate)
    expect(wordsOf(await find(inPieces(sound, [441, 7, 2_000])))).toEqual(['alexa'])
  })
  test('in pieces of any size', async () => {
    const sound = recording('alexa')
    const expected = await find([sound])
    for (const sizes of [[1, 4_000, 13], [1_280], [160]]) {
      expect(await find(inPieces(sound, sizes))).toEqual(expected)
    }
  })
  test('in several streams at a time on the same sessions', async () => {
    const names = ['alexa', 'hey-jarvis', 'speech', 'alexa-then-speech']
    const alone = []
    for (const name of names) alone.push(await find(inPieces(recording(name), [800])))
    expect(await Promise.all(names.map((name) => find(inPieces(recording(name), [800]))))).toEqual(
      alone,
    )
  })
})

test('detections() gives a word while the stream goes on', async () => {
  async function* endless() {
    yield* inPieces(recording('alexa'), [320])
    for (;;) yield { samples: new Float32Array(320), sampleRate: 16_000 }
  }
  const stream = detections(only(['alexa']), endless(), wakeWordRules(), asker)
  expect(await stream.next()).toMatchObject({ done: false, value: { word: 'alexa' } })
  await stream.return(undefined)
})

test('detections() needs no more memory for ten minutes than for one', async () => {
  const minute = join(new Array<Float32Array>(12).fill(recording('speech').samples)).slice(
    0,
    60 * 16_000,
  )
  let afterOne = 0
  async function* tenMinutes() {
    for (let count = 0; count < 10; count++) {
      if (count === 1) afterOne = process.memoryUsage().rss
      yield* inPieces({ samples: minute, sampleRate: 16_000 }, [1_600])
    }
  }
  expect(await collect(detections(only(['alexa']), tenMinutes(), wakeWordRules(), asker))).toEqual(
    [],
  )
  expect(process.memoryUsage().rss - afterOne).toBeLessThan(64 * 2 ** 20)
}, 240_000)

test('detections() ends with the reason of its signal between two frames', async () => {
  const controller = new AbortController()
  const reason = new Error('enough')
  function* chunks() {
    yield withoutSpeech('noise', 1)
    controller.abort(reason)
    yield withoutSpeech('noise', 60)
  }
  const cancelled = { ...asker, call: quietCall(controller.signal) }
  await expect(collect(detections(ears, chunks(), wakeWordRules(), cancelled))).rejects.toBe(reason)
})

// Last: the package brings onnxruntime-web, and what is loaded after that would be computed by it.
describe('listen() scores like the own engine of the package', () => {
  test.each<[WordName, string]>([
    ['alexa', 'alexa'],
    ['alexa', 'alexa-then-speech'],
    ['hey_jarvis', 'hey-jarvis'],
    ['hey_rhasspy', 'speech'],
    ['weather', 'two-utterances'],
  ])(
    '%s in %s',
    async (word, name) => {
      const { packageScores } = await import('./package-engine.ts')
      // Noise, because a spectrum cuts off what is 80 dB below the loudest of its frames, and theirs
      // has other frames than ours. So much of it first that the engine has forgotten its beginning.
      const { samples } = await atRate(recording(name), 16_000)
      const { samples: noise } = withoutSpeech('noise', 5 + Math.ceil(samples.length / 16_000))
      const sound = noise.map((sample, at) => sample / 50 + (samples[at - 4 * 16_000] ?? 0))
      const ours = await collect(
        listen(only([word]), [{ samples: sound, sampleRate: 16_000 }], asker),
      )
      const theirs = await packageScores(word, sound)
      const compared = [...theirs].filter(([frame]) => frame >= 48)
      expect(compared.length).toBeGreaterThan(samples.length / 1_280)
      for (const [frame, score] of compared) {
        expect(Math.abs(ours[frame]!.scores.get(word)! - score)).toBeLessThan(1e-3)
      }
      if (word === name.replace('-', '_')) expect(Math.max(...theirs.values())).toBeGreaterThan(0.5)
    },
    30_000,
  )
})
