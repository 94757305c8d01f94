/** Starts children, says who they are, and waits to be killed. */
import { subprocess } from '../../src/index.ts'
import { Probe } from '../fixtures/probe.protocol.js'
import { begin } from '../support/life.ts'

const probe = new URL('../fixtures/probe.actor.js', import.meta.url)
/** A limit of memory has a watchdog look after it, and after the parent as well. */
const options = process.argv[2] === 'watchdog' ? { memory: 2_048 } : {}
const idle = begin(subprocess(probe, options), Probe)
const busy = begin(subprocess(probe, options), Probe)
const blocked = begin(subprocess(probe, options), Probe)
const pids = await Promise.all(
  [idle, busy, blocked].map((life) => life.ref.ask.run('return process.pid')),
)
void busy.ref.ask.run(`console.log('spinning'); for (;;);`)
void blocked.ref.ask.run(
  `console.log('blocked'); Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)`,
)
const look = setInterval(() => {
  if (busy.output.length === 0 || blocked.output.length === 0) return
  clearInterval(look)
  console.log(`pids ${pids.join(' ')};`)
}, 5)
setInterval(() => {}, 1_000)
