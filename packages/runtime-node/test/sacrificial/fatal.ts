/** Does to an isolate what may take this process along, and tells of it if it lives. */
import { subprocess, thread } from '../../src/index.ts'
import { Probe } from '../fixtures/probe.protocol.js'
import { begin } from '../support/life.ts'

const [kind, how] = process.argv.slice(2)
const bodies: Record<string, string> = {
  segfault: `process.kill(process.pid, 'SIGSEGV'); await new Promise(() => {})`,
  array: `const kept = []; for (;;) kept.push(new Array(1e7).fill(0))`,
  grown: `const kept = []; for (;;) kept.push(1)`,
}
const probe = new URL('../fixtures/probe.actor.js', import.meta.url)
const make = () => (kind === 'thread' ? thread : subprocess)(probe, { memory: 192 })
const life = begin(make(), Probe)
await life.ready
life.ref.ask.run(bodies[how!]!).catch(() => {})
const reason = await life.exited
const next = begin(make(), Probe)
console.log(JSON.stringify({ reason, next: await next.ref.ask.echo('answers') }))
next.incarnation.kill()
