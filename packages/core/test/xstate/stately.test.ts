import { describe, expect, it } from 'vitest'
import type { InspectionEvent } from 'xstate'
import { child, memory, supervise, supervisor } from '../../src/index.ts'
import { stately } from '../../src/xstate/index.ts'
import { atOnce, Fragile, fragile, until } from '../support/stage.ts'

async function shown() {
  const events: InspectionEvent[] = []
  const app = await supervise({
    children: { inner: supervisor({ children: { it: child(Fragile, memory(fragile), atOnce) } }) },
    inspect: stately({ next: (event) => void events.push(event) }),
    log: false,
    stopOnSignals: false,
  })
  const at = (path: string) => events.filter((event) => event.actorRef.sessionId === path)
  const states = (path: string) =>
    at(path).flatMap((event) =>
      event.type === '@xstate.snapshot' ? [(event.snapshot as { value?: unknown }).value] : [],
    )
  const happened = (path: string) =>
    at(path).flatMap((event) => (event.type === '@xstate.event' ? [event.event] : []))
  return { app, events, states, happened, it: app.children.inner.children.it }
}

describe('stately()', () => {
  it('shows every child as an actor below its supervisor, with the chart of its life', async () => {
    const { app, events } = await shown()
    const actors = events.flatMap((event) =>
      event.type === '@xstate.actor' ? [event.actorRef] : [],
    )
    const family = actors as unknown as { sessionId: string; _parent?: { sessionId: string } }[]
    expect(family.map(({ sessionId, _parent }) => [sessionId, _parent?.sessionId])).toEqual([
      ['app', undefined],
      ['app/inner', 'app'],
      ['app/inner/it', 'app/inner'],
    ])
    const charts = actors as unknown as { logic: { config: { states?: object } } }[]
    expect(charts.map(({ logic }) => 'states' in logic.config)).toEqual([false, false, true])
    expect(charts[2]!.logic.config.states).toHaveProperty('backing-off')
    await app.stop()
  })

  it('shows a life through a crash, and messages with their outcome', async () => {
    const { app, it: fragileOne, states, happened } = await shown()
    await fragileOne.ask.echo('secret')
    await fragileOne.ask.crash().catch(() => 'crashed')
    await until(() => states('app/inner/it').length >= 6)
    await app.stop()
    expect(states('app/inner/it')).toEqual([
      'starting',
      'ready',
      'gone',
      'backing-off',
      'starting',
      'ready',
      'stopping',
      'gone',
    ])
    expect(happened('app/inner/it')).toContainEqual(
      expect.objectContaining({ type: 'message', operation: 'echo', outcome: 'replied' }),
    )
    expect(happened('app/inner/it')).toContainEqual(
      expect.objectContaining({ type: 'child-exited', reason: 'error (on purpose)' }),
    )
    expect(JSON.stringify(happened('app/inner/it'))).not.toContain('secret')
    expect([states('app/inner'), states('app')]).toEqual([[], []])
  })
})
