import { type ActorRef, ask, protocol } from '@troupe/core'
import type { Mirror } from './mirror.protocol.ts'

/** Asks a mirror from its own isolate. */
export const Caller = protocol('caller', {
  /** Waits `pause`, floods it for so many milliseconds; answers per second. */
  flood: ask<{ mirror: ActorRef<typeof Mirror>; pause: number; milliseconds: number }, number>(),
})
