/**
 * Kills threads at random while they run native inference, and tells as JSON what it saw. It runs in
 * a process of its own, because what it proves is that this process survives:
 * `node kills.js COUNT SEED`. It ends with exit code 7, in the middle of an inference.
 */
import { setTimeout as pause } from 'node:timers/promises'
import { child, supervise } from '@troupe/core'
import { gate, shared } from '@troupe/core/isolate'
import { thread } from '@troupe/runtime-node'
import { Detect } from './detect.protocol.js'

const [count, seed] = process.argv.slice(2).map(Number)
const random = randomFrom(seed)
const inner = thread(new URL('./detect.actor.js', import.meta.url))
let connection
const isolate = {
  ...inner,
  start(context) {
    connection = inner.start(context)
    return connection
  },
}

const app = await supervise({
  restarts: { max: 'infinity', within: 1_000 },
  children: {
    detect: child(Detect, isolate, {
      allowThread: true,
      maxDeliveries: 10_000,
      backoff: { min: 0, max: 0 },
    }),
  },
  deadline: 120_000,
  log: false,
})

const told = { kills: 0, inside: 0, booting: 0, answered: 0, wrong: 0 }
while (told.kills < count) {
  const answers = Array.from({ length: 10 }, () => app.children.detect.ask.run())
  await pause(random() * 120)
  const struck = strike()
  // A third of the time its replacement is struck too, while it imports and loads.
  if (random() < 0.33 && told.kills < count) {
    await struck.exited
    await pause(40 + random() * 300)
    told.booting++
    strike()
  }
  for (const length of await Promise.all(answers)) {
    if (length === 320 * 320) told.answered++
    else told.wrong++
  }
}
console.log(JSON.stringify(told))
void app.children.detect.ask.run().catch(() => {})
await pause(30)
process.exit(7)

function strike() {
  const struck = connection
  told.kills++
  if (Atomics.load(struck.shared, shared.gate) === gate.inside) told.inside++
  struck.kill()
  return struck
}

/** Mulberry32: the same kills at the same seed, as far as the machine lets them. */
function randomFrom(start) {
  let state = start
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
