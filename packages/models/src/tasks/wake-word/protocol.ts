import { ask, duplex, protocol, type } from '@troupe/core/actor'
import type { AudioChunk } from '../../audio/chunk.ts'
import type { WakeWordOptions } from './options.ts'

/** A wake word that was said. */
export interface Detection {
  /** `alexa`, `hey_jarvis`, `5_minute_timer`, ... */
  readonly word: string
  /** From the threshold to 1. */
  readonly confidence: number
  /** When it was recognised, in seconds from the beginning of the sound: shortly after it was said. */
  readonly time: number
}

/**
 * Listens for wake words in sound of any sample rate.
 *
 * `detections` takes a stream of chunks of any length and gives each word as soon as it is
 * recognised. Every stream is heard for itself, so several can run at a time. `detect` takes the
 * bytes of a whole WAV file. A word that is said once is detected once.
 *
 * @throws {ActorError<'invalid-message'>} A chunk or file cannot be used; the actor goes on.
 * @throws {ActorError<'invalid-argument'>} An option is wrong; the actor does not start.
 * @example
 * ```ts
 * import { WakeWord } from '@troupe/models/wake-word'
 *
 * WakeWord.fingerprint // => 'wake-word(detect:ask,detections:duplex)'
 * ```
 */
export const WakeWord = protocol(
  'wake-word',
  {
    /** Words in a stream of sound, while it comes in. */
    detections: duplex<AudioChunk, Detection>(),
    /** Words in a recording: the bytes of a WAV file. */
    detect: ask<{ wav: Uint8Array }, Detection[]>(),
  },
  { options: type<WakeWordOptions | undefined>() },
)
