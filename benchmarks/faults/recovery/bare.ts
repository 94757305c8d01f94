/**
 * The least that it takes: in a thread or a process of its own, load a model with onnxruntime, run it
 * once and tell the parent. Started as a file, so nothing imports it.
 */
import { writeSync } from 'node:fs'
import { parentPort, workerData } from 'node:worker_threads'
import { InferenceSession, Tensor } from 'onnxruntime-node'

/** What it is born with. */
export interface BareSeed {
  readonly file: string
  readonly shape: readonly number[]
}

const { file, shape } = (workerData ?? JSON.parse(process.argv[2]!)) as BareSeed
const session = await InferenceSession.create(file, {
  executionProviders: ['cpu'],
  intraOpNumThreads: 1,
  interOpNumThreads: 1,
  logSeverityLevel: 3,
})
const zeros = new Float32Array(shape.reduce((size, axis) => size * axis, 1))
const outputs = await session.run({ [session.inputNames[0]!]: new Tensor(zeros, shape) })
const { size } = outputs[session.outputNames[0]!]!
if (parentPort === null) writeSync(1, `${size}\n`)
else parentPort.postMessage(size)
