/**
 * Starts and crashes one child so many times, tells what this process holds before, on the way and
 * after, and ends by itself.
 */
import { child, supervise } from '@troupe/core'
import { subprocess, thread } from '../../src/index.ts'
import { Probe } from '../fixtures/probe.protocol.js'

const [kind, count] = process.argv.slice(2)
const probe = new URL('../fixtures/probe.actor.js', import.meta.url)
const collect = (globalThis as { gc?: () => void }).gc!

/** What this process holds that keeps it alive, and its listeners. */
function census(): Record<string, number> {
  const held: Record<string, number> = { exit: process.listenerCount('exit') }
  for (const name of process.getActiveResourcesInfo()) held[name] = (held[name] ?? 0) + 1
  return held
}

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
const samples: { heap: number; rss: number }[] = []
let before: Record<string, number> | undefined
for (let life = 0; life < Number(count); life++) {
  await ask
    .run('setTimeout(() => { throw new Error("next") }); await new Promise(() => {})')
    .catch(() => {})
  await ask.echo('alive again')
  if (life === 4) before = census()
  if (life % Math.ceil(Number(count) / 20) === 0) {
    collect()
    const { heapUsed: heap, rss } = process.memoryUsage()
    samples.push({ heap, rss })
  }
}
const after = census()
await app.stop()
console.log(JSON.stringify({ before, after, samples, end: census() }))
