import { parentPort, workerData } from 'node:worker_threads'
import { answer } from '../raw/far.ts'
import { type Ring, ringLine } from '../raw/ring.ts'

answer(ringLine(workerData as { out: Ring; in: Ring }))
// Who only waits for shared memory does not keep its thread.
parentPort!.on('message', () => {})
