/** Gives back what it is given, moved. */
import { parentPort } from 'node:worker_threads'

parentPort!.on('message', (tensor: Float32Array<ArrayBuffer>) =>
  parentPort!.postMessage(tensor, [tensor.buffer]),
)
