import { setTimeout as pause } from 'node:timers/promises'
import { actor } from '@troupe/core/actor'
import { deaths } from './deaths.ts'
import { record } from './recorder.ts'
import { Victim } from './victim.protocol.ts'

export default actor(
  Victim,
  ({ options: { file } }) => ({
    async square({ id, value, milliseconds }) {
      record(file, id)
      if (milliseconds > 0) await pause(milliseconds)
      return value * value
    },
    note: ({ id }) => record(file, id),
    async *count({ id, to }, { signal }) {
      record(file, id)
      for (let n = 0; n < to && !signal.aborted; n++) yield await Promise.resolve(n)
    },
    async *total(items) {
      let total = 0
      for await (const { id, value } of items) {
        record(file, id)
        yield (total += value)
      }
    },
    wait({ id }, { signal }) {
      record(file, id)
      return new Promise((resolve) => {
        if (signal.aborted) resolve('cancelled')
        signal.addEventListener('abort', () => resolve('cancelled'))
      })
    },
    die({ id, how }) {
      record(file, id)
      deaths[how]()
    },
  }),
  { concurrency: 4 },
)
