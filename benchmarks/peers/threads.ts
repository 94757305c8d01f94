import type { EventEmitter } from 'node:events'
import { createRequire } from 'node:module'
import type { StartPeer } from './peer.ts'
import type { Served } from './threads-served.ts'

/** It has no types for modules, and finds a worker beside the file that makes it. */
interface Threads {
  spawn(worker: object): Promise<Served>
  Worker: new (path: string) => EventEmitter
  Thread: { terminate(thread: object): Promise<void> }
  Transfer(value: object, buffers: readonly ArrayBuffer[]): unknown
}

const { spawn, Worker, Thread, Transfer } = createRequire(import.meta.url)('threads') as Threads

/** Its items come as an Observable, which knows no credits. */
export const startThreads: StartPeer = async () => {
  // It adds a listener for each call, which would only be warned of.
  const worker = new Worker('../workers/threads.js').setMaxListeners(0)
  const served = await spawn(worker)
  return {
    echo: (message) => served.echo(message),
    exchange: (tensor) => served.exchange(Transfer(tensor, [tensor.buffer])),
    items: (count, take) =>
      new Promise((resolve, reject) => served.items(count).subscribe(take, reject, resolve)),
    stop: () => Thread.terminate(served),
  }
}
