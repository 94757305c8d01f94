/**
 * Mixes channels to one by their mean. Channels may differ in length; the shortest decides.
 *
 * @example
 * ```ts
 * import { mixToMono } from '@troupe/models/voice-activity'
 *
 * const mono = mixToMono([Float32Array.of(0.5, 0), Float32Array.of(0, 0.5)])
 * Array.from(mono) // => [0.25, 0.25]
 * ```
 */
export function mixToMono(channels: readonly Float32Array[]): Float32Array {
  if (channels.length === 1) return channels[0]!
  const length = channels.length === 0 ? 0 : Math.min(...channels.map((channel) => channel.length))
  const mono = new Float32Array(length)
  for (const channel of channels) {
    for (let at = 0; at < length; at++) mono[at]! += channel[at]! / channels.length
  }
  return mono
}
