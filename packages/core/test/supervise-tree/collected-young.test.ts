import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, it } from 'vitest'
import { actor, ask, child, memory, protocol, supervise } from '../../src/index.ts'

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

/** Bytes of what is not collected with what is young. */
function grownOld(): number {
  return getHeapSpaceStatistics().find(({ space_name: name }) => name === 'old_space')!
    .space_used_size
}

const Echo = protocol('echo', { say: ask<string, string>() })
const echo = actor(Echo, () => ({ say: (words) => words }))

it('what a call leaves behind is collected young: nothing that is old points at it', async () => {
  const app = await supervise({ children: { echo: child(Echo, memory(echo)) }, log: false })
  const { ask } = app.children.echo
  const lanes = 200
  const rounds = 250
  let asked = 0
  let before = 0
  const lane = async (): Promise<void> => {
    for (let round = 0; round < rounds; round++) {
      const answer = ask.say('word')
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
  await app.stop()
})
