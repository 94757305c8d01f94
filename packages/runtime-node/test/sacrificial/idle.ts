/** Has an idle isolate, and nothing else to do. */
import { subprocess, thread } from '../../src/index.ts'
import { Probe } from '../fixtures/probe.protocol.js'
import { begin } from '../support/life.ts'

const [kind, hold] = process.argv.slice(2)
const life = begin(
  (kind === 'thread' ? thread : subprocess)(new URL('../fixtures/probe.actor.js', import.meta.url)),
  Probe,
)
console.log(`pid ${String(await life.ref.ask.run('return process.pid'))};`)
if (hold === 'let-go') life.incarnation.hold(false)
process.on('exit', () => console.log('ends by itself'))
