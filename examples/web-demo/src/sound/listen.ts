import { ActorError, type SendOptions } from '@troupe/core'
import type { AudioChunk } from '@troupe/models/wake-word'
import type { Sound } from './sound.ts'

type Open<Found> = (chunks: AsyncIterable<AudioChunk>, options: SendOptions) => AsyncIterable<Found>

/** Seconds that are heard again after a crash, so that a word is not cut in two. */
const overlap = 1.5

/**
 * Streams a sound to an actor and gives what it finds. A stream ends with the life that served it:
 * it is then opened again, a little before where it was, and `found` gets seconds of the whole sound.
 */
export async function listen<Found>(
  sound: Sound,
  open: Open<Found>,
  signal: AbortSignal,
  found: (item: Found, offset: number) => void,
): Promise<void> {
  let offset = 0
  for (;;) {
    try {
      const deadline = 600_000
      for await (const item of open(sound.chunks(offset), { signal, deadline })) found(item, offset)
      return
    } catch (error) {
      if (signal.aborted) return
      if (!ActorError.is(error, 'down')) throw error
      offset = sound.startOf(Math.max(0, sound.seconds - overlap))
    }
  }
}
