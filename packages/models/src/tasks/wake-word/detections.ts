import type { Call } from '@troupe/core'
import type { AudioChunk } from '../../audio/chunk.ts'
import { frames } from '../../audio/frames.ts'
import type { Place } from '../../audio/refuse.ts'
import { debounce, neverDetected } from './debounce.ts'
import { features, sound, type FeatureSessions, type Silence } from './features.ts'
import type { WakeWordRules } from './options.ts'
import type { Detection } from './protocol.ts'
import { embeddingsOf, scoreWords, type Scores, type WordSessions } from './score.ts'
import { windowOf } from './window.ts'

/** The chained networks, and what they hear in silence. */
export interface Ears {
  readonly features: FeatureSessions
  readonly words: WordSessions
  readonly silence: Silence
}

/** Who asked, and where. */
export interface Asker {
  readonly place: Place
  readonly call: Pick<Call, 'signal' | 'heartbeat'>
}

/** The scores of all words after a frame. */
export interface Heard {
  readonly scores: Scores
  /** Seconds of sound so far. */
  readonly time: number
}

const frameSeconds = sound.frameSize / sound.sampleRate
// A word is recognised up to a second after it was said: the end of the sound is followed by silence.
const framesAfterEnd = Math.round(1 / frameSeconds)

/**
 * The wake words in a stream of sound, each as soon as it is recognised.
 *
 * @throws {ActorError<'invalid-message'>} A chunk cannot be used.
 * @throws The reason of the call's signal, once it is aborted.
 */
export async function* detections(
  ears: Ears,
  chunks: AsyncIterable<AudioChunk> | Iterable<AudioChunk>,
  rules: WakeWordRules,
  asker: Asker,
): AsyncGenerator<Detection> {
  const states = new Map<string, ReturnType<typeof debounce>['state']>()
  for await (const { scores, time } of listen(ears, chunks, asker)) {
    for (const [word, confidence] of scores) {
      const step = debounce(states.get(word) ?? neverDetected, confidence, time, rules)
      states.set(word, step.state)
      if (step.detected) yield { word, confidence, time }
    }
  }
}

/** The scores of all words, every 80 ms and until one second after the sound. */
export async function* listen(
  { features: sessions, words, silence }: Ears,
  chunks: AsyncIterable<AudioChunk> | Iterable<AudioChunk>,
  asker: Asker,
): AsyncGenerator<Heard> {
  const { hear } = features(sessions, silence)
  const windows = Object.values(words).map((session) => embeddingsOf(session))
  const embeddings = windowOf(silence.embedding, Math.max(...windows))
  const score = async (frame: Float32Array): Promise<Scores> => {
    embeddings.push(await hear(frame))
    return scoreWords(words, embeddings)
  }
  let heard = 0
  const cut = { size: sound.frameSize, sampleRate: sound.sampleRate, ...asker }
  for await (const { samples, filled } of frames(chunks, cut)) {
    heard += filled
    yield { scores: await score(samples), time: heard / sound.sampleRate }
  }
  for (let frame = 0; frame < framesAfterEnd; frame++) {
    asker.call.signal.throwIfAborted()
    yield { scores: await score(new Float32Array(sound.frameSize)), time: heard / sound.sampleRate }
  }
}
