import { getHeapSpaceStatistics } from 'node:v8'
import { expect, it } from 'vitest'
import { actor, ask, child, memory, protocol, supervise } from '../../src/index.ts'
import { collect } from '../support/collect.ts'

/** Bytes of what is not collected with what is young. */
function grownOld(): number {
  return getHeapSpaceStatistics().find(({ space_name: name }) => name === 'old_space')!
    .space_used_size
}

const Echo = protocol('echo', { say: ask<string, string>(), never: ask() })
const echo = actor(
  Echo,
  () => ({ say: (words) => words, never: () => new Promise<void>(() => {}) }),
  { concurrency: 2 },
)

it.each(['', ', with a signal that lasts'])(
  'what a call leaves behind is collected young: nothing old points at it%s',
  async (signalled) => {
    const app = await supervise({ children: { echo: child(Echo, memory(echo)) }, log: false })
    const { ask } = app.children.echo
    const giveUp = new AbortController()
    const options = signalled === '' ? {} : { signal: giveUp.signal }
    const never = ask.never(undefined, options).catch(() => {})
    const lanes = 200
    const rounds = 250
    let asked = 0
    let before = 0
    const lane = async (): Promise<void> => {
      for (let round = 0; round < rounds; round++) {
        const answer = ask.say('word', options)
        // The calls that are under way now grow old, and are dead soon.
        if (++asked === 10 * lanes) {
          collect()
          before = grownOld()
        }
        await answer
      }
    }
    await Promise.all(Array.from({ length: lanes }, lane))
    expect((grownOld() - before) / asked).toBeLessThan(50)
    giveUp.abort()
    app.kill(app.children.echo.path)
    await Promise.all([never, app.stop()])
  },
)
