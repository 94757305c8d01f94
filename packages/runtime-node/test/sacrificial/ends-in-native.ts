/** Ends this process, as told, while a thread is inside native code. */
import { thread } from '../../src/index.ts'
import { Probe } from '../fixtures/probe.protocol.js'
import { begin } from '../support/life.ts'
import { observed } from '../support/shared-memory.ts'

const [how, marker] = process.argv.slice(2)
const probe = new URL('../fixtures/probe.actor.js', import.meta.url)
const { isolate, isInside } = observed(thread(probe))
const life = begin(isolate, Probe)
await life.ready
void life.ref.ask
  .run(
    `return call.native(() => {
  require('node:crypto').pbkdf2Sync('password', 'salt', 600_000, 64, 'sha512')
  require('node:fs').writeFileSync(${JSON.stringify(marker)}, '')
})`,
  )
  .catch(() => {})
while (!isInside()) await new Promise(setImmediate)
if (how === 'exit') process.exit(7)
if (how === 'throw') throw new Error('nobody catches this')
life.incarnation.hold(false)
