/** Has an idle app with a spare, and nothing else to do: it must end by itself. */
import { child, supervise } from '@troupe/core'
import { subprocess, thread } from '../../src/index.ts'
import { Probe } from '../fixtures/probe.protocol.js'

const kind = process.argv[2] === 'thread' ? thread : subprocess
const module = new URL('../fixtures/probe.actor.js', import.meta.url)
await new Promise<void>((resolve) => {
  const alive = setInterval(() => {}, 60_000)
  void supervise({
    children: { probe: child(Probe, kind(module), { standby: 1 }) },
    inspect({ type }) {
      if (type !== 'standby-ready') return
      console.log('spare is ready')
      clearInterval(alive)
      resolve()
    },
  })
})
