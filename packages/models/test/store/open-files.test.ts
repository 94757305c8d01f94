import { readdirSync, readlinkSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { child, supervise } from '@troupe/core'
import { seededRandom } from '@troupe/core/testing'
import { thread } from '@troupe/runtime-node'
import { expect, test } from 'vitest'
import { Language } from '../../src/tasks/language/index.ts'

const lanes = 6
const rounds = 15

/** Files of models that this process has open. */
function openModels(): string[] {
  return readdirSync('/proc/self/fd').flatMap((descriptor) => {
    try {
      return [readlinkSync(`/proc/self/fd/${descriptor}`)].filter((file) =>
        file.includes('/models/'),
      )
    } catch {
      return []
    }
  })
}

test('leaves no file of a model open where a thread is killed while it reads that', async (context) => {
  if (process.platform !== 'linux') context.skip('only Linux lists the files of a process')
  const random = seededRandom(1)
  const isolate = thread(import.meta.resolve('@troupe/models/language/actor'))
  await using app = await supervise({ children: {}, log: false })
  const lane = async (number: number): Promise<void> => {
    for (let round = 0; round < rounds; round++) {
      const id = `reader-${number}-${round}`
      const own = { allowThread: true, shutdown: 'brutal-kill' } as const
      const starting = app.add(id, child(Language, isolate, own)).catch(() => {})
      await pause(20 + random() * 250)
      await app.stopChild(id)
      await starting
      await app.deleteChild(id)
    }
  }
  await Promise.all(Array.from({ length: lanes }, (_, number) => lane(number)))
  expect(openModels()).toEqual([])
}, 60_000)
