import { Piscina } from 'piscina'
import { inFlight } from '../measure/flood.ts'
import type { StartPeer } from './peer.ts'

export const startPiscina: StartPeer = async () => {
  const pool = new Piscina({
    filename: new URL('../workers/piscina.js', import.meta.url).href,
    minThreads: 1,
    maxThreads: 1,
    concurrentTasksPerWorker: inFlight,
  })
  return {
    echo: (message) => pool.run(message, { name: 'echo' }),
    exchange: (tensor) => pool.run(tensor, { name: 'exchange', transferList: [tensor.buffer] }),
    stop: () => pool.destroy(),
  }
}
