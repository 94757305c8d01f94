import { describe, expect, test } from 'vitest'
import { child, supervise } from '@troupe/core'
import { Nest } from './fixtures/nest.protocol.ts'
import { Probe } from './fixtures/probe.protocol.ts'
import { workerLocks } from './support/locks.ts'
import { workers } from './support/workers.ts'

describe('worker() in a tree', () => {
  test('worker() starts workers from inside a worker, and they end with it', async () => {
    const before = await workerLocks()
    const app = await supervise({ children: { nest: child(Nest, workers.nest()) }, log: false })
    const ref = await app.children.nest.ask.hatch()
    expect(await ref.ask.echo('two worlds down')).toBe('two worlds down')
    await app.stop()
    expect(await workerLocks()).toBeLessThanOrEqual(before)
  })

  test('a page that goes away stops its actors, one that only rests does not', async () => {
    const leave = (persisted: boolean) =>
      globalThis.dispatchEvent(new PageTransitionEvent('pagehide', { persisted }))
    const app = await supervise({ children: { probe: child(Probe, workers.probe()) }, log: false })
    leave(true)
    globalThis.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))
    expect(await app.children.probe.ask.echo('still here')).toBe('still here')
    leave(false)
    expect(await app.exited).toEqual({ type: 'shutdown' })
  })
})
