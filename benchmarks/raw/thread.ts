import { Worker } from 'node:worker_threads'
import type { NearLine, RawLine } from './line.ts'
import { posted, type Posted, takePosted } from './posted.ts'

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

export function portLine(port: Port): RawLine {
  return {
    post: (kind, bytes) => port.postMessage(posted(kind, bytes)),
    listen(take) {
      port.removeAllListeners('message')
      port.on('message', (message) => takePosted(message, take))
    },
  }
}
