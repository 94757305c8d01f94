import { markStarted, shared, sharedWords } from '../shared.ts'
import type { ChannelMarks } from './port.ts'

/**
 * Memory for the marks of one channel.
 * @example
 * ```ts
 * import { channelWords, sharedMarks } from '@troupe/core/isolate'
 *
 * const words = channelWords()
 * const [caller, callee] = [sharedMarks(words), sharedMarks(words)]
 * callee.markStarted(7)
 * caller.started() // => 7
 * ```
 */
export function channelWords(): Int32Array<SharedArrayBuffer> {
  return new Int32Array(new SharedArrayBuffer(4 * sharedWords))
}

const packetsRead = 1

/**
 * The marks of a channel whose ends share memory.
 *
 * @param words As {@link channelWords} makes them; each end has its own view.
 * @example
 * ```ts
 * import { channelWords, sharedMarks } from '@troupe/core/isolate'
 *
 * const marks = sharedMarks(channelWords())
 * marks.markRead(3)
 * marks.read() // => 3
 * ```
 */
export function sharedMarks(words: Int32Array): ChannelMarks {
  return {
    markStarted: (id) => markStarted(words, id),
    started: () => Atomics.load(words, shared.started),
    markRead: (packets) => void Atomics.store(words, packetsRead, packets),
    read: () => Atomics.load(words, packetsRead),
  }
}
