import { child, supervise } from '@troupe/core'
import { thread } from '@troupe/runtime-node'
import { inspector } from '@troupe/runtime-node/inspector'
import { compare, type Contender } from '../measure/compare.ts'
import { flood } from '../measure/flood.ts'
import { message } from '../message.ts'
import type { Benchmark } from '../result.ts'
import { Echo } from '../workers/echo.protocol.ts'

const heading = { id: 'inspection-overhead/thread', unit: 'asks/s', better: 'higher' } as const

/** A few percent are less than what the machine does from one second to the next. */
const turnsPerRound = 16

/** Small asks to a thread: while somebody looks at the inspector, beside nobody, in many short turns. */
export const inspectionOverhead: Benchmark = {
  ids: [heading.id],
  run({ rounds, window }) {
    const turn = window / 4
    return compare([heading], [contender('troupe', turn), contender('limit', turn)], {
      rounds: rounds * turnsPerRound,
    })
  },
}

/** The same app, looked at or not. */
function contender(role: 'troupe' | 'limit', window: number): Contender {
  return {
    role,
    name: role === 'troupe' ? 'inspected' : 'uninspected',
    async start() {
      const module = new URL('../workers/echo.actor.js', import.meta.url)
      const app = await supervise({ children: { echo: child(Echo, thread(module)) }, log: false })
      const leave = role === 'troupe' ? await lookAt((await inspector(app)).url) : () => {}
      const { echo } = app.children
      return {
        sample: async () => [await flood(() => echo.ask.echo(message), window)],
        async stop() {
          leave()
          await app.stop()
        },
      }
    },
  }
}

/** Reads the frames as a page does. */
async function lookAt(url: string): Promise<() => void> {
  const leaving = new AbortController()
  const { body } = await fetch(new URL('events', url), { signal: leaving.signal })
  const read = async (): Promise<void> => {
    const reader = body!.getReader()
    while (!(await reader.read()).done);
  }
  // It ends by being left.
  void read().catch(() => {})
  return () => leaving.abort()
}
