import type { Call } from '@troupe/core'
import { checkChunk, type AudioChunk } from './chunk.ts'
import { cutter, type Cutter } from './cutter.ts'
import type { Place } from './refuse.ts'
import { resampler, type Resampler } from './resampler.ts'

/** The samples of a frame. The last of a stream is filled up with silence. */
export interface Frame {
  readonly samples: Float32Array
  /** How many of the samples are sound that came in. */
  readonly filled: number
}

/** How a stream of sound is cut into frames. */
export interface FrameOptions {
  /** Samples of a frame. */
  readonly size: number
  /** Samples per second of a frame; what comes in is resampled. */
  readonly sampleRate: number
  /** Named in errors. */
  readonly place: Place
  /** Who asked: its cancellation ends the frames, its heartbeat says that long work goes on. */
  readonly call: Pick<Call, 'signal' | 'heartbeat'>
}

const framesPerTurn = 32

/**
 * The frames of a stream of sound of any sample rate and in any pieces. The event loop gets a turn
 * every 32 frames.
 *
 * @throws {ActorError<'invalid-message'>} A chunk cannot be used.
 * @throws The reason of the call's signal, once it is aborted.
 */
export async function* frames(
  chunks: AsyncIterable<AudioChunk> | Iterable<AudioChunk>,
  options: FrameOptions,
): AsyncGenerator<Frame> {
  const { size, call } = options
  const cut = cutter(size)
  let count = 0
  for await (const samples of resampled(chunks, options)) {
    for (const frame of cut.push(samples)) {
      call.signal.throwIfAborted()
      yield { samples: frame, filled: size }
      if (++count % framesPerTurn === 0) await turn(call)
    }
  }
  yield* last(cut, size)
}

async function* resampled(
  chunks: AsyncIterable<AudioChunk> | Iterable<AudioChunk>,
  { sampleRate, place, call }: FrameOptions,
): AsyncGenerator<Float32Array> {
  let current: { resampler: Resampler; rate: number } | undefined
  try {
    for await (const unchecked of chunks) {
      call.signal.throwIfAborted()
      const chunk = checkChunk(unchecked, place)
      if (current?.rate !== chunk.sampleRate) {
        if (current !== undefined) yield current.resampler.flush()
        current?.resampler.dispose()
        current = undefined
        const { sampleRate: rate } = chunk
        current = { resampler: await resampler(rate, sampleRate), rate }
      }
      yield current.resampler.push(chunk.samples)
    }
    if (current !== undefined) yield current.resampler.flush()
  } finally {
    current?.resampler.dispose()
  }
}

function* last(cut: Cutter, size: number): Generator<Frame> {
  const rest = cut.rest()
  if (rest.length === 0) return
  const samples = new Float32Array(size)
  samples.set(rest)
  yield { samples, filled: rest.length }
}

async function turn(call: FrameOptions['call']): Promise<void> {
  call.heartbeat()
  await new Promise<void>((resolve) => setTimeout(resolve, 0))
}
