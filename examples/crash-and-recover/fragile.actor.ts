import { actor } from '@troupe/core/actor'
import { Fragile } from './fragile.protocol.ts'

export default actor(Fragile, () => {
  let count = 0
  return {
    add: (by) => (count += by),
    fail() {
      throw new RangeError('not today')
    },
    crash(how) {
      if (how === 'exit') process.exit(3)
      if (how === 'abort') process.abort()
      if (how === 'loop') for (;;);
      // Nobody catches what a timer throws.
      setImmediate(() => {
        throw new Error('nobody caught it')
      })
      return new Promise(() => {})
    },
  }
})
