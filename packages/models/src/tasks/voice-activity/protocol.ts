import { ask, duplex, protocol, type } from '@troupe/core/actor'
import type { AudioChunk } from '../../audio/chunk.ts'
import type { VoiceActivityOptions } from './options.ts'

/** Where somebody speaks, in seconds from the beginning of the sound. */
export interface Segment {
  readonly start: number
  readonly end: number
  /** Mean probability of speech in it, from 0 to 1. */
  readonly confidence: number
}

/**
 * Finds speech in sound of any sample rate.
 *
 * `segments` takes a stream of chunks of any length and gives each segment as soon as it has ended,
 * that is after `redemption` milliseconds of silence. Every stream is heard for itself, so several
 * can run at a time. `detect` takes the bytes of a whole WAV file.
 *
 * @throws {ActorError<'invalid-message'>} A chunk or file cannot be used; the actor goes on.
 * @throws {ActorError<'invalid-argument'>} An option is wrong; the actor does not start.
 * @example
 * ```ts
 * import { VoiceActivity } from '@troupe/models/voice-activity'
 *
 * VoiceActivity.fingerprint // => 'voice-activity(detect:ask,segments:duplex)'
 * ```
 */
export const VoiceActivity = protocol(
  'voice-activity',
  {
    /** Speech in a stream of sound, while it comes in. */
    segments: duplex<AudioChunk, Segment>(),
    /** Speech in a recording: the bytes of a WAV file. */
    detect: ask<{ wav: Uint8Array }, Segment[]>(),
  },
  { options: type<VoiceActivityOptions | undefined>() },
)
