import { Worker } from 'node:worker_threads'
import type { Served } from '../workers/comlink-served.ts'
import { comlink, endpoint } from './comlink-port.ts'
import type { StartPeer } from './peer.ts'

/** Its items come through a callback, as its documentation shows. */
export const startComlink: StartPeer = async () => {
  const worker = new Worker(new URL('../workers/comlink.js', import.meta.url))
  const served = comlink.wrap<Served>(endpoint(worker))
  return {
    echo: (message) => served.echo(message),
    exchange: (tensor) => served.exchange(comlink.transfer(tensor, [tensor.buffer])),
    items: (count, take) => served.items(count, comlink.proxy(take)),
    stop: () => worker.terminate(),
  }
}
