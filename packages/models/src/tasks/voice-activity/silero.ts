import type { Session } from '../../backend.ts'
import type { Tensor } from '../../tensor.ts'

/** What the network hears at a time: 512 samples at 16 kHz, 32 ms. */
export const silero = { sampleRate: 16_000, frameSize: 512 } as const

const contextSize = 64
const stateShape = [2, 1, 128]
const sampleRate: Tensor<'int64'> = {
  type: 'int64',
  shape: [],
  data: BigInt64Array.of(BigInt(silero.sampleRate)),
}

/**
 * Begins to listen with Silero's network (version 5 and later). What it returns takes one frame
 * after the other and gives the probability of speech in it; it remembers the sound so far.
 */
export function listenForSpeech(session: Session): (frame: Float32Array) => Promise<number> {
  let state: Tensor = { type: 'float32', shape: stateShape, data: new Float32Array(2 * 128) }
  let context = new Float32Array(contextSize)
  return async (frame) => {
    const input = new Float32Array(contextSize + frame.length)
    input.set(context)
    input.set(frame, contextSize)
    context = frame.slice(-contextSize)
    const outputs = await session.run({
      input: { type: 'float32', shape: [1, input.length], data: input },
      state,
      sr: sampleRate,
    })
    state = outputs['stateN']!
    return (outputs['output']!.data as Float32Array)[0]!
  }
}
