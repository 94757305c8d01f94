import { createRequire } from 'node:module'
import { parentPort } from 'node:worker_threads'
import type { Comlink, Endpoint } from '../comlink.ts'
import { perform } from '../work.ts'

const require = createRequire(import.meta.url)
const { expose } = require('comlink') as Comlink
const endpoint = require('comlink/dist/umd/node-adapter') as Endpoint

expose(perform, endpoint(parentPort!))
