import type { EventEmitter } from 'node:events'
import { createRequire } from 'node:module'
import type { Adapter } from '../peer.ts'
import type { Task } from '../work.ts'

/** It has no types for modules, and finds a worker beside the file that makes it. */
interface Threads {
  spawn(worker: object): Promise<(task: Task) => Promise<unknown>>
  Worker: new (path: string) => EventEmitter
  Thread: { terminate(thread: object): Promise<void> }
}

const { spawn, Worker, Thread } = createRequire(import.meta.url)('threads') as Threads

export const startThreads: Adapter = async () => {
  const worker = new Worker('../workers/threads.js')
  // Without a listener the app ends with the worker.
  worker.on('error', () => {})
  const thread = await spawn(worker)
  return {
    call: async (task) => thread(task),
    stop: () => Thread.terminate(thread),
  }
}
