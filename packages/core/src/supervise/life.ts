import type { ExitReason } from '../isolate/exit.ts'
import type { Incarnation } from '../isolate/incarnation.ts'
import type { Terms } from '../wire/frame.ts'
import type { LifeReport } from './member.ts'
import type { StallWatch } from './stall-watch.ts'

/** What an actor's place in the tree keeps of one of its lives. */
export interface Life {
  incarnation: Incarnation
  readonly report: LifeReport
  terms: Terms | undefined
  readonly stall: StallWatch
  /** Why it was condemned, which its isolate does not know. */
  verdict?: ExitReason
  /** It was told to stop, or killed: no other attempt is made. */
  ending?: boolean
}
