import { setTimeout as pause } from 'node:timers/promises'
import type { ActorRef } from '@troupe/core'
import { actor, ActorError } from '@troupe/core/actor'
import { deaths } from './deaths.ts'
import { record } from './recorder.ts'
import { Talker } from './talker.protocol.ts'

export default actor(
  Talker,
  ({ options: { file } }) => ({
    async answer({ id, value, milliseconds }) {
      record(file, id)
      if (milliseconds > 0) await pause(milliseconds)
      return value * value
    },
    async relay({ to, ...sum }) {
      try {
        return await (to as ActorRef<typeof Talker>).ask.answer(sum)
      } catch (error) {
        return ActorError.is(error) ? error.code : String(error)
      }
    },
    die: ({ how }) => deaths[how](),
  }),
  // Two that relay to each other with all they have would wait for ever.
  { concurrency: 1_000 },
)
