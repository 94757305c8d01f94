/** Has children that fail in every way, and nobody who listens to any of it. */
import { child, supervise } from '@troupe/core'
import { subprocess, thread } from '../../src/index.ts'
import { Probe } from '../fixtures/probe.protocol.js'

const [kind] = process.argv.slice(2)
const probe = new URL('../fixtures/probe.actor.js', import.meta.url)
const app = await supervise({
  restarts: { max: 'infinity', within: 1 },
  children: {
    probe: child(Probe, (kind === 'thread' ? thread : subprocess)(probe), {
      backoff: { min: 0, max: 0 },
    }),
  },
  log: false,
})
const { ask } = app.children.probe
const faults = ['throw new Error("x")', 'throw undefined', 'Promise.reject(1)', 'process.exit(3)']
for (const fault of faults) {
  await ask.run(`setTimeout(() => { ${fault} }); await new Promise(() => {})`).catch(() => {})
}
console.log(`answers: ${String(await ask.echo('yes'))}`)
await app.stop()
