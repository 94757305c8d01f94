import { actor } from '@troupe/core/actor'
import { Counter } from './counter.protocol.ts'

export default actor(Counter, () => {
  let count = 0
  return {
    add: (by) => (count += by),
    reset() {
      count = 0
    },
  }
})
