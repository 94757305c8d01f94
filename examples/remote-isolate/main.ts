import { child, supervise } from '@troupe/core'
import { Counter } from '../counter/counter.protocol.ts'
import { machine } from './machine.ts'
import { remote } from './remote.ts'

// It could be any machine; here it is this one.
await using far = await machine({
  counter: new URL('../counter/counter.actor.ts', import.meta.url),
})

await using app = await supervise({
  children: { counter: child(Counter, remote('counter', far.port)) },
})
console.log(await app.children.counter.ask.add(2))
console.log(await app.children.counter.ask.add(3))
