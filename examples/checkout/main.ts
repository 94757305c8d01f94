import { EventEmitter, once } from 'node:events'
import { type ActorRef, child, describeExit, memory, supervise } from '@troupe/core'
import { Keeper, keeper } from '@troupe/core/xstate'
import { subprocess, thread } from '@troupe/runtime-node'
import { Bank } from './bank.protocol.ts'
import { Checkout } from './checkout.protocol.ts'

/** Tells each time the process of the checkout begins and ends. */
const life = new EventEmitter()
const begun = once(life, 'child-ready')

await using app = await supervise({
  children: {
    // Outlives the checkout, because it runs here.
    keeper: child(Keeper, memory(keeper)),
    bank: child(Bank, thread(new URL('./bank.actor.js', import.meta.url))),
    checkout: child(Checkout, subprocess(new URL('./checkout.actor.js', import.meta.url)), {
      restart: 'transient',
      options: { order: 'A-17' },
    }),
  },
  inspect: (event) => event.path === 'app/checkout' && life.emit(event.type, event),
  log: false,
})
const { bank, checkout } = app.children

checkout.tell.send({ type: 'add', price: 20 })
checkout.tell.send({ type: 'add', price: 22 })
checkout.tell.send({ type: 'pay' })
console.log(await paying(checkout))

// While the bank waits for the customer, the process of the checkout dies.
const ended = once(life, 'child-exited')
const back = once(life, 'child-ready')
process.kill((await begun)[0].pid, 'SIGKILL')
console.log(`ended: ${describeExit((await ended)[0].reason)}`)
await back
console.log(`back: ${await paying(checkout)}`)

const output = checkout.ask.done()
bank.tell.approve({ order: 'A-17' })
console.log((await output).receipt)
console.log(`charged: ${await bank.ask.total()}`)

/** Reads snapshots until the customer pays: what is seen is kept. */
async function paying(ref: ActorRef<typeof Checkout>): Promise<string> {
  for await (const { value, context } of ref.stream.snapshots()) {
    if (value === 'paying') return `paying ${context.amount}`
  }
  throw new Error('the checkout ended before anybody paid')
}
