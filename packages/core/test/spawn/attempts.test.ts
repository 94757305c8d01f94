import { describe, expect, test } from 'vitest'
import {
  actor,
  ActorError,
  ask,
  child,
  type InspectionEvent,
  memory,
  protocol,
  supervise,
} from '../../src/index.ts'

const Picky = protocol('picky', { attempt: ask<void, number>(), lose: ask() })

/** Works from the attempt on that it is told, and can lose what it relies on. */
const pickyFrom = (works: number) =>
  actor(
    Picky,
    ({ attempt, path }) => {
      const failed = (): ActorError =>
        new ActorError('attempt-failed', `${path}: attempt ${attempt} fails`, {
          target: path,
          attempt,
        })
      if (attempt < works) throw failed()
      return {
        attempt: () => attempt,
        lose() {
          throw failed()
        },
      }
    },
    { onFailure: () => 'restart' },
  )

async function start(works: number) {
  const events: InspectionEvent[] = []
  const app = await supervise({
    children: { picky: child(Picky, memory(pickyFrom(works))) },
    log: false,
    inspect: (event) => events.push(event),
  })
  return { app, picky: app.children.picky, events }
}

describe('attempts within one start', () => {
  test('follow each other in fresh isolates until one works, and are no restarts', async () => {
    const { app, picky, events } = await start(3)
    await using _ = app
    expect(await picky.ask.attempt()).toBe(3)
    expect(events.map(({ type }) => type).slice(0, 2)).toEqual(['child-starting', 'child-ready'])
  })

  test('begin with the next one after a life that lost what it relied on', async () => {
    const { app, picky } = await start(1)
    await using _ = app
    await picky.ask.lose().catch(() => {})
    expect(await picky.ask.attempt()).toBe(2)
  })
})
