import { Writable } from 'node:stream'
import type { MessagePort } from 'node:worker_threads'
import type { FromThread } from './seed.ts'

/**
 * Sends what this thread writes the way its packets go: in order with them, lost by no exit, and
 * without keeping the app alive, as reading Node's own streams of a thread would.
 */
export function redirectOutput(port: MessagePort): void {
  for (const stream of ['stdout', 'stderr'] as const) {
    const redirected = new Writable({
      write(chunk: Uint8Array, _encoding, done) {
        // Small buffers share their memory, and posting one would post it all.
        port.postMessage({ stream, text: new Uint8Array(chunk) } satisfies FromThread)
        done()
      },
    })
    Object.defineProperty(process, stream, { value: redirected, configurable: true })
  }
}
