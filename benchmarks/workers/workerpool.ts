import workerpool from 'workerpool'
import { echo, item, lengthOf } from './work.ts'

workerpool.worker({
  echo,
  lengthOf,
  exchange: (tensor: Float32Array<ArrayBuffer>) => new workerpool.Transfer(tensor, [tensor.buffer]),
  items(count: number) {
    for (let n = 0; n < count; n++) workerpool.workerEmit(item)
  },
})
