import { Tinypool } from 'tinypool'
import { inFlight } from '../measure/flood.ts'
import type { StartPeer } from './peer.ts'

export const startTinypool: StartPeer = async (kind) => {
  const pool = new Tinypool({
    filename: new URL('../workers/tinypool.js', import.meta.url).href,
    runtime: kind === 'thread' ? 'worker_threads' : 'child_process',
    minThreads: 1,
    maxThreads: 1,
    concurrentTasksPerWorker: inFlight,
  })
  return {
    echo: (message) => pool.run(message, { name: 'echo' }),
    exchange: (tensor) => pool.run(tensor, { name: 'exchange', transferList: [tensor.buffer] }),
    lengthOf: (tensor) => pool.run(tensor, { name: 'lengthOf' }),
    stop: () => pool.destroy(),
  }
}
