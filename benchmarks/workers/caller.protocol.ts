import { type ActorRef, ask, protocol } from '@troupe/core'
import type { Echo } from './echo.protocol.ts'

/** Asks an echo from its own isolate. */
export const Caller = protocol('caller', {
  /** Waits `pause`, floods it for so many milliseconds; answers per second. */
  flood: ask<{ echo: ActorRef<typeof Echo>; pause: number; milliseconds: number }, number>(),
})
