import { createRequire } from 'node:module'
import { Worker } from 'node:worker_threads'
import type { Adapter } from '../peer.ts'
import type { Comlink, Endpoint } from '../comlink.ts'

const require = createRequire(import.meta.url)
const { wrap } = require('comlink') as Comlink
const endpoint = require('comlink/dist/umd/node-adapter') as Endpoint

export const startComlink: Adapter = async () => {
  const worker = new Worker(new URL('../workers/comlink.js', import.meta.url))
  // Without a listener the app ends with the worker.
  worker.on('error', () => {})
  const perform = wrap(endpoint(worker))
  return {
    call: (task) => perform(task),
    stop: () => worker.terminate(),
  }
}
