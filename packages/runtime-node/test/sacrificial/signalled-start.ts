/** Is told to end while its second actor starts for ever. */
import { child, supervise } from '@troupe/core'
import { thread } from '../../src/index.ts'
import { Probe } from '../fixtures/probe.protocol.js'

const fixture = (name: string) => thread(new URL(`../fixtures/${name}.actor.js`, import.meta.url))

await supervise({
  log: (event) => {
    if (event.type === 'output') console.log(`${event.line};`)
    if (event.type === 'child-exited') console.log(`${event.path} ${event.reason.type};`)
  },
  children: {
    probe: child(Probe, fixture('probe')),
    hangs: child(Probe, fixture('hangs'), { shutdown: 'brutal-kill' }),
  },
})
