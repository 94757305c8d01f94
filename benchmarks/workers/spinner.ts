/** Keeps one core busy for so long, as the app's thread does in the other half of the measurement. */
import { workerData } from 'node:worker_threads'
import { spin } from '../measure/spin.ts'

spin(workerData as number)
