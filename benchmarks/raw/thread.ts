import { Worker } from 'node:worker_threads'
import { type Kind, kinds, type NearLine } from './line.ts'

/** What crosses between threads: echoes, which are timed most closely, as bare bytes. */
export type Posted = Uint8Array<ArrayBuffer> | { kind: Kind; bytes: Uint8Array<ArrayBuffer> }

/** A thread that does nothing but answer, over `postMessage`. */
export function rawThread(): NearLine & { readonly worker: Worker } {
  const worker = new Worker(new URL('../workers/raw-thread.js', import.meta.url))
  return {
    worker,
    ...portLine(worker),
    stop: () => worker.terminate(),
  }
}

interface Port {
  postMessage(message: Posted): void
  on(event: 'message', take: (message: Posted) => void): unknown
  removeAllListeners(event: 'message'): unknown
}

export function portLine(port: Port): Pick<NearLine, 'post' | 'listen'> {
  return {
    post: (kind, bytes) => port.postMessage(kind === kinds.echo ? bytes : { kind, bytes }),
    listen(take) {
      port.removeAllListeners('message')
      port.on('message', (message) => {
        if (message instanceof Uint8Array) take(kinds.echo, message)
        else take(message.kind, message.bytes)
      })
    },
  }
}
