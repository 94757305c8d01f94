/** The same session in a thread with bare messages around it: what a thread costs without Troupe. */
import { parentPort, workerData } from 'node:worker_threads'
import { bareSession } from './bare-session.ts'

const port = parentPort!
const run = await bareSession(workerData as number)

async function compute(pixels: Float32Array): Promise<void> {
  const probabilities = await run(pixels)
  port.postMessage(probabilities, [probabilities.buffer])
}

port.on('message', (pixels: Float32Array | 'enough') => {
  if (pixels === 'enough') port.close()
  else void compute(pixels)
})
