import { Writable } from 'node:stream'
import type { MessagePort } from 'node:worker_threads'
import type { FromThread } from './seed.ts'
import { lanes, takeRoom, type Unheard, weightOf } from './unheard.ts'

/** Bytes that are posted at a time: what is printed at once need not be read at once. */
const piece = 16 * 1024

/**
 * Sends what this thread writes the way its packets go: in order with them, lost by no exit, and
 * without keeping the app alive, as reading Node's own streams of a thread would.
 */
export function redirectOutput(port: MessagePort, unheard: Unheard): void {
  for (const stream of ['stdout', 'stderr'] as const) {
    const redirected = new Writable({
      write(chunk: Uint8Array, _encoding, done) {
        for (let at = 0; at < chunk.length; at += piece) {
          // Small buffers share their memory, and posting one would post it all.
          const text = new Uint8Array(chunk.subarray(at, at + piece))
          takeRoom(unheard, lanes.output, weightOf(text))
          port.postMessage({ stream, text } satisfies FromThread)
        }
        done()
      },
    })
    Object.defineProperty(process, stream, { value: redirected, configurable: true })
  }
}
