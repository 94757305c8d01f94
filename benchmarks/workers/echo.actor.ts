import { actor } from '@troupe/core/actor'
import { Echo } from './echo.protocol.ts'
import { echo, item, lengthOf } from './work.ts'

export default actor(Echo, () => ({
  echo,
  lengthOf,
  exchange(tensor, call) {
    call.transfer(tensor.buffer as ArrayBuffer)
    return tensor
  },
  *items(count) {
    for (let n = 0; n < count; n++) yield item
  },
  take() {},
}))
