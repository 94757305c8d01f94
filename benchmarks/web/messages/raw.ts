import type { RunningPeer } from '../../peers/peer.ts'
import type { NearLine } from '../../raw/line.ts'
import { portLine } from './port.ts'

type Started<Can extends keyof RunningPeer> = Required<Pick<RunningPeer, Can | 'stop'>>

/** A worker that does nothing but answer. */
export function startLine(): NearLine {
  const worker = new Worker(new URL('./workers/raw.worker.ts', import.meta.url), { type: 'module' })
  return { ...portLine(worker), stop: () => end(worker) }
}

/** A worker that moves back what is moved to it. */
export function startMover(): Started<'exchange'> {
  const worker = new Worker(new URL('./workers/mover.worker.ts', import.meta.url), {
    type: 'module',
  })
  return {
    exchange: (tensor) => answer(worker, tensor, [tensor.buffer]),
    stop: () => end(worker),
  }
}

/** A worker that loads the module of an actor, and nothing else. */
export function startBare(): Started<'echo'> {
  const worker = new Worker(new URL('./workers/bare.worker.ts', import.meta.url), {
    type: 'module',
  })
  return { echo: (message) => answer(worker, message), stop: () => end(worker) }
}

/** A worker that computes for so many milliseconds. */
export async function spin(milliseconds: number): Promise<void> {
  const worker = new Worker(new URL('./workers/spinner.worker.ts', import.meta.url), {
    type: 'module',
  })
  await answer(worker, milliseconds)
  await end(worker)
}

function answer<T>(worker: Worker, message: unknown, transfer: Transferable[] = []): Promise<T> {
  return new Promise((resolve) => {
    worker.onmessage = ({ data }: MessageEvent<T>) => resolve(data)
    worker.postMessage(message, transfer)
  })
}

async function end(worker: Worker): Promise<void> {
  worker.terminate()
}
