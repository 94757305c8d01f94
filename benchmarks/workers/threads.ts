import { createRequire } from 'node:module'
import { type OfThreads, served } from './threads-served.ts'

const require = createRequire(import.meta.url)
const { expose, Transfer } = require('threads/worker') as Pick<OfThreads, 'Transfer'> & {
  expose(exposed: object): void
}
const { Observable } = require('threads/observable') as Pick<OfThreads, 'Observable'>

expose(served({ Observable, Transfer }))
