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
const turnsPerRound = 6

/**
 * Small asks to a thread, in many short turns: one app, while somebody looks at its inspector and
 * while it has none. Two apps differ by more than that.
 */
export const inspectionOverhead: Benchmark = {
  ids: [heading.id],
  async run({ rounds, window }) {
    const module = new URL('../workers/echo.actor.js', import.meta.url)
    await using app = await supervise({
      children: { echo: child(Echo, thread(module)) },
      log: false,
    })
    const { echo } = app.children
    const bare = (): Promise<number> => flood(() => echo.ask.echo(message), window / 2)
    const inspected = async (): Promise<number> => {
      await using page = await inspector(app)
      await lookAt(page.url)
      return await bare()
    }
    const contenders = [
      contender('troupe', 'inspected', inspected),
      contender('limit', 'uninspected', bare),
    ]
    // A collection takes the optimized code along that knew the inspector before.
    return await compare([heading], contenders, { rounds: rounds * turnsPerRound, collect: false })
  },
}

function contender(
  role: Contender['role'],
  name: string,
  sample: () => Promise<number>,
): Contender {
  const running = { sample: async () => [await sample()], stop: () => Promise.resolve() }
  return { role, name, start: () => Promise.resolve(running) }
}

/** Reads the frames as a page does, until the inspector ends. */
async function lookAt(url: string): Promise<void> {
  const { body } = await fetch(new URL('events', url))
  const reader = body!.getReader()
  await reader.read()
  const read = async (): Promise<void> => {
    while (!(await reader.read()).done);
  }
  // It may end in the middle of a frame.
  void read().catch(() => {})
}
