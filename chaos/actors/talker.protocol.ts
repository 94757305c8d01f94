import { type ActorRef, ask, protocol, type } from '@troupe/core'
import type { Death } from './victim.protocol.ts'

/** Work whose answer is known. */
export interface Sum {
  readonly id: number
  readonly value: number
  readonly milliseconds: number
}

/** An actor that asks others like it, past the app where there are channels. */
export const Talker = protocol(
  'talker',
  {
    answer: ask<Sum, number>(),
    /** Asks another one; answers with its answer, or with the code of its error. */
    relay: ask<Sum & { to: ActorRef }, number | string>(),
    die: ask<{ how: Death }, void>(),
  },
  { options: type<{ file: string }>() },
)
