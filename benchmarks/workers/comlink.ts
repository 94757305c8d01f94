import { parentPort } from 'node:worker_threads'
import { comlink, endpoint } from '../peers/comlink-port.ts'
import { served } from './comlink-served.ts'

comlink.expose(served(comlink.transfer), endpoint(parentPort!))
