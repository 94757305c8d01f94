/** The same session in a thread with bare messages around it: what a thread costs without Troupe. */
import { parentPort } from 'node:worker_threads'
import { registry, tensor } from '@troupe/models'
import { ort } from '@troupe/models/ort'

/** A picture to compute, or that there are no more. */
export type ToWorker = { readonly pixels: Float32Array; readonly side: number } | 'enough'

const port = parentPort!
const { model } = await registry().load('ocr/detection')
const session = await ort.load(model, { threads: 1 })
const [input, output] = [session.inputs[0]!.name, session.outputs[0]!.name]

async function compute({ pixels, side }: Exclude<ToWorker, string>): Promise<void> {
  const outputs = await session.run({ [input]: tensor('float32', [1, 3, side, side], pixels) })
  const { buffer } = outputs[output]!.data as Float32Array<ArrayBuffer>
  port.postMessage(buffer, [buffer])
}

port.on('message', (message: ToWorker) => {
  if (message === 'enough') port.close()
  else void compute(message)
})
