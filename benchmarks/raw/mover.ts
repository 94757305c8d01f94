import { Worker } from 'node:worker_threads'

/** A thread that moves back what is moved to it. */
export function rawMover(): {
  exchange: (tensor: Float32Array<ArrayBuffer>) => Promise<Float32Array<ArrayBuffer>>
  stop: () => Promise<unknown>
} {
  const worker = new Worker(new URL('../workers/raw-mover.js', import.meta.url))
  return {
    exchange: (tensor) =>
      new Promise((resolve) => {
        worker.once('message', resolve)
        worker.postMessage(tensor, [tensor.buffer])
      }),
    stop: () => worker.terminate(),
  }
}
