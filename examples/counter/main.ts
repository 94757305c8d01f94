import { child, supervise } from '@troupe/core'
import { thread } from '@troupe/runtime-node'
import { Counter } from './counter.protocol.ts'

await using app = await supervise({
  children: { counter: child(Counter, thread(new URL('./counter.actor.ts', import.meta.url))) },
})
const { counter } = app.children

console.log(await counter.ask.add(2))
console.log(await counter.ask.add(3))
counter.tell.reset()
console.log(await counter.ask.add(1))
