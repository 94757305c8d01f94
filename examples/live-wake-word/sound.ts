import type { AudioChunk } from '@troupe/models/wake-word'

/** Waits so many milliseconds. */
export type Wait = (milliseconds: number) => Promise<unknown>

/** 16-bit mono sound as it comes in, in chunks for the actor. Half a sample waits for its other half. */
export async function* chunksOf(
  bytes: AsyncIterable<Uint8Array>,
  sampleRate: number,
): AsyncGenerator<AudioChunk> {
  let rest = new Uint8Array()
  for await (const piece of bytes) {
    const all = Buffer.concat([rest, piece])
    const samples = new Float32Array(all.length >> 1)
    for (let at = 0; at < samples.length; at++) samples[at] = all.readInt16LE(2 * at) / 32_768
    rest = all.subarray(2 * samples.length)
    yield { samples, sampleRate }
  }
}

/** Gives each chunk when a microphone would have: after the time that it lasts. */
export async function* inRealTime(
  chunks: AsyncIterable<AudioChunk>,
  wait: Wait,
): AsyncGenerator<AudioChunk> {
  for await (const chunk of chunks) {
    await wait((1_000 * chunk.samples.length) / chunk.sampleRate)
    yield chunk
  }
}
