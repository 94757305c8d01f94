import { type ActorError, child, supervise } from '@troupe/core'
import { thread } from '@troupe/runtime-node'
import { Primes } from './primes.protocol.ts'

await using app = await supervise({
  children: { primes: child(Primes, thread(new URL('./primes.actor.ts', import.meta.url))) },
})
const { primes } = app.children
const codeOf = ({ code }: ActorError): string => code

// Leaving the loop cancels the stream.
const found: number[] = []
for await (const prime of primes.stream.from(1_000_000)) {
  found.push(prime)
  if (found.length === 3) break
}
console.log(found.join(' '))

// A deadline gives up by itself.
console.log(await primes.ask.countBelow(1e12, { deadline: 100 }).catch(codeOf))

// A signal gives up when somebody says so.
const giveUp = new AbortController()
try {
  for await (const prime of primes.stream.from(2, { signal: giveUp.signal })) {
    if (prime > 100) giveUp.abort()
  }
} catch (error) {
  console.log(codeOf(error as ActorError))
}

// The caller is told at once, and the actor hears of it a moment later.
let stopped = 0
while (stopped < 3) stopped = await primes.ask.stopped()
console.log(`stopped: ${stopped}`)
