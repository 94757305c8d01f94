import type { Call } from '@troupe/core'
import type { AudioChunk } from '../../audio/chunk.ts'
import { frames } from '../../audio/frames.ts'
import type { Place } from '../../audio/refuse.ts'
import type { Session } from '../../backend.ts'
import type { VoiceActivityRules } from './options.ts'
import type { Segment } from './protocol.ts'
import { endOfSound, hearFrame, nothingHeard, type Span } from './segmenter.ts'
import { listenForSpeech, silero } from './silero.ts'

const frameMilliseconds = (1000 * silero.frameSize) / silero.sampleRate

/**
 * The segments of speech in a stream of sound, each as soon as it has ended.
 *
 * @throws {ActorError<'invalid-message'>} A chunk cannot be used.
 * @throws The reason of the call's signal, once it is aborted.
 */
export async function* segments(
  session: Session,
  chunks: AsyncIterable<AudioChunk> | Iterable<AudioChunk>,
  rules: VoiceActivityRules,
  { place, call }: { place: Place; call: Pick<Call, 'signal' | 'heartbeat'> },
): AsyncGenerator<Segment> {
  const hear = listenForSpeech(session)
  const toSegment = segmentPlacer(rules.padding)
  let state = nothingHeard
  let heard = 0
  const sound = { size: silero.frameSize, sampleRate: silero.sampleRate, place, call }
  for await (const { samples, filled } of frames(chunks, sound)) {
    heard += filled
    const step = hearFrame(state, await hear(samples), rules, frameMilliseconds)
    state = step.state
    if (step.ended !== undefined) yield toSegment(step.ended, (1000 * heard) / silero.sampleRate)
  }
  const last = endOfSound(state, rules, frameMilliseconds)
  if (last !== undefined) yield toSegment(last, (1000 * heard) / silero.sampleRate)
}

/** Turns spans of frames into padded seconds that neither overlap nor leave the sound. */
function segmentPlacer(padding: number): (span: Span, heard: number) => Segment {
  let before = 0
  return ({ start, end, confidence }, heard) => {
    const from = Math.max(before, start * frameMilliseconds - padding)
    const to = Math.min(heard, end * frameMilliseconds + padding)
    before = to
    return { start: from / 1000, end: to / 1000, confidence }
  }
}
