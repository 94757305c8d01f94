import { setImmediate } from 'node:timers/promises'
import { actor } from '@troupe/core/actor'
import { Primes } from './primes.protocol.ts'

export default actor(Primes, () => {
  let stopped = 0
  return {
    async *from(first) {
      try {
        for (let n = first; ; n++) if (isPrime(n)) yield n
      } finally {
        stopped++
      }
    },
    async countBelow(end, { signal }) {
      let count = 0
      for (let n = 2; n < end; n++) {
        if (isPrime(n)) count++
        // A signal is heard between turns only.
        if (n % 1_000 === 0) await setImmediate()
        if (!signal.aborted) continue
        stopped++
        signal.throwIfAborted()
      }
      return count
    },
    stopped: () => stopped,
  }
})

function isPrime(n: number): boolean {
  for (let divisor = 2; divisor * divisor <= n; divisor++) if (n % divisor === 0) return false
  return n > 1
}
