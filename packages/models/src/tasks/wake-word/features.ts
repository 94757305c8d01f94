import type { Session } from '../../backend.ts'
import { windowOf } from './window.ts'

/** What the networks hear at a time: 1 280 samples at 16 kHz, 80 ms. */
export const sound = { sampleRate: 16_000, frameSize: 1_280 } as const

/** Numbers in one embedding. */
export const embeddingSize = 96

const melBands = 32
const melRows = 76
// A spectrum looks back over three of its steps of 160 samples, so that no sound falls between frames.
const lookBack = 480
// The networks were trained on 16-bit samples.
const fullScale = 32_768

/** The two networks that turn sound into embeddings. */
export interface FeatureSessions {
  readonly melspectrogram: Session
  readonly embedding: Session
}

/** Turns frames of sound into embeddings, one after the other. */
export interface Features {
  /** The embedding of the last 0.8 seconds, which end with this frame. */
  hear(frame: Float32Array): Promise<Float32Array>
}

/** What silence sounds like to the networks: where every stream begins. */
export interface Silence {
  readonly mel: Float32Array
  readonly embedding: Float32Array
}

/** Computes what silence sounds like. */
export async function hearSilence(sessions: FeatureSessions): Promise<Silence> {
  const rows = await melspectrogram(sessions, new Float32Array(lookBack + sound.frameSize))
  const mel = rows.slice(0, melBands)
  return { mel, embedding: await embed(sessions, windowOf(mel, melRows).last(melRows)) }
}

/** Begins to turn a stream of sound into embeddings, as if silence came before it. */
export function features(sessions: FeatureSessions, silence: Silence): Features {
  const mels = windowOf(silence.mel, melRows)
  const samples = new Float32Array(lookBack + sound.frameSize)
  return {
    async hear(frame) {
      samples.copyWithin(0, sound.frameSize)
      for (let at = 0; at < frame.length; at++) samples[lookBack + at] = frame[at]! * fullScale
      mels.push(await melspectrogram(sessions, samples.slice()))
      return embed(sessions, mels.last(melRows))
    },
  }
}

async function melspectrogram(
  sessions: FeatureSessions,
  samples: Float32Array,
): Promise<Float32Array> {
  const rows = await compute(sessions.melspectrogram, [1, samples.length], samples)
  // The scale that the embedding network was trained on.
  return rows.map((decibels) => decibels / 10 + 2)
}

function embed(sessions: FeatureSessions, rows: Float32Array): Promise<Float32Array> {
  return compute(sessions.embedding, [1, melRows, melBands, 1], rows)
}

/** Runs a network that has one input and one output. */
export async function compute(
  session: Session,
  shape: readonly number[],
  data: Float32Array,
): Promise<Float32Array> {
  const outputs = await session.run({ [session.inputs[0]!.name]: { type: 'float32', shape, data } })
  return outputs[session.outputs[0]!.name]!.data as Float32Array
}
