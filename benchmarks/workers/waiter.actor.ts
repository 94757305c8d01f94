import { actor } from '@troupe/core/actor'
import { now } from '../raw/now.ts'
import { Waiter } from './waiter.protocol.ts'

export default actor(
  Waiter,
  () => {
    let cancelled = Promise.resolve(0)
    return {
      async wait(_, { signal }) {
        cancelled = new Promise((resolve) =>
          signal.addEventListener('abort', () => resolve(now()), { once: true }),
        )
        await cancelled
      },
      waits() {},
      cancelledAt: () => cancelled,
    }
  },
  { concurrency: 2 },
)
