/** A thread without Troupe around it that loads an actor's module and answers. */
import { parentPort } from 'node:worker_threads'
import './echo.actor.ts'
import { echo } from './work.ts'

parentPort!.on('message', (message) => parentPort!.postMessage(echo(message)))
