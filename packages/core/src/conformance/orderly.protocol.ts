import { ask, protocol } from '../protocol/protocol.ts'
import type { Fault } from './scripted.protocol.ts'

/** What an orderly actor makes of a failure. */
export type Reaction = 'resume' | 'restart' | 'stop' | 'escalate'

/**
 * An actor that handles one message at a time, as actors do by default.
 * @example
 * ```ts
 * import { child, memory, supervise } from '@troupe/core'
 * import orderly, { Orderly } from '@troupe/core/conformance/orderly'
 *
 * await using app = await supervise({ children: { actor: child(Orderly, memory(orderly)) } })
 * await app.children.actor.ask.add(1) // => 1
 * ```
 */
export const Orderly = protocol('orderly', {
  /** Adds to a count that dies with the incarnation. */
  add: ask<number, number>(),
  /** Works over several turns; answers with how many others were in work at the same time. */
  step: ask<void, number>(),
  /** Logs that it has begun, with its number; dies of the fault, or answers with the number. */
  enter: ask<{ n: number; how?: Fault }, number>(),
  /** Throws what is answered with this reaction. */
  fail: ask<Reaction, void>(),
  /** Tells a scripted actor so many numbers, and dies. */
  farewell: ask<{ to: unknown; notes: number; how: Fault }, void>(),
})
