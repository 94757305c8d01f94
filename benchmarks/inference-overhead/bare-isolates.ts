import { spawn } from 'node:child_process'
import { EventEmitter, on, once } from 'node:events'
import type { Socket } from 'node:net'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { kinds } from '../raw/line.ts'
import { pipeLine } from '../raw/pipe.ts'

/** An isolate that computes pictures in the order in which they come, without Troupe. */
export interface BareIsolate {
  send(pixels: Float32Array<ArrayBuffer>): void
  /** The next answer is there. */
  answered(): Promise<unknown>
  stop(): Promise<unknown>
}

export function bareThread(side: number): BareIsolate {
  const worker = new Worker(new URL('./bare-worker.js', import.meta.url), { workerData: side })
  return {
    send: (pixels) => worker.postMessage(pixels),
    answered: () => once(worker, 'message'),
    stop() {
      // It ends by itself, when nothing runs in it: a thread must not be ended inside onnxruntime.
      worker.postMessage('enough')
      return once(worker, 'exit')
    },
  }
}

export function bareProcess(side: number): BareIsolate {
  const file = fileURLToPath(new URL('./bare-process.js', import.meta.url))
  const child = spawn(process.execPath, [file, String(side)], {
    stdio: ['ignore', 'inherit', 'inherit', 'pipe'],
  })
  const line = pipeLine(child.stdio[3] as Socket)
  const answers = new EventEmitter()
  const arrived = on(answers, 'answer')
  line.listen(() => answers.emit('answer'))
  return {
    send: ({ buffer }) => line.post(kinds.echo, new Uint8Array(buffer)),
    answered: () => arrived.next(),
    stop() {
      child.kill('SIGKILL')
      return once(child, 'exit')
    },
  }
}
