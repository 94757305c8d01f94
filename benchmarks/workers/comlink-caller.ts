import { parentPort } from 'node:worker_threads'
import { comlink, endpoint } from '../peers/comlink-port.ts'
import { party } from './comlink-party.ts'

const served = party({
  expose: (exposed, port) => comlink.expose(exposed, endpoint(port)),
  wrap: (port) => comlink.wrap(endpoint(port)),
})
comlink.expose(served, endpoint(parentPort!))
