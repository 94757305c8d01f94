import { ask, protocol, stream } from '../protocol/protocol.ts'
import type { Fault } from './scripted.protocol.ts'

/** When an ask began and was answered, in milliseconds since the epoch. */
export type Exchange = readonly [begun: number, answered: number]

/** What to ask another peer. */
export interface AskAll {
  readonly to: unknown
  readonly values: readonly unknown[]
  /** How many of them are sent in one turn. Default: all. */
  readonly perTurn?: number
  /** The other one dies of the fault at this value. */
  readonly dieAt?: unknown
  /** How long each takes there, in milliseconds. */
  readonly milliseconds?: number
  /** This one dies of the fault when the first is answered. */
  readonly thenDie?: boolean
  readonly how?: Fault
}

/**
 * An actor that asks others, and is asked by them; it is told nothing.
 * @example
 * ```ts
 * import { child, memory, supervise } from '@troupe/core'
 * import peer, { Peer } from '@troupe/core/conformance/peer'
 *
 * await using app = await supervise({
 *   children: { one: child(Peer, memory(peer)), other: child(Peer, memory(peer)) },
 * })
 * const { one, other } = app.children
 * await one.ask.askInTurn({ to: other, values: ['a', 'b'] }) // => ['a', 'b']
 * await other.ask.entered() // => ['a', 'b']
 * ```
 */
export const Peer = protocol('peer', {
  /** Notes the value as it begins, and gives it back; dies of the fault, or waits so long first. */
  enter: ask<{ value: unknown; how?: Fault; milliseconds?: number }, unknown>(),
  /** All that has entered, in order. */
  entered: ask<void, unknown[]>(),
  /** Enters the values elsewhere without waiting in between; answers with what came of each. */
  askAll: ask<AskAll, unknown[]>(),
  /** Enters the values elsewhere, each when the one before is answered. */
  askInTurn: ask<{ to: unknown; values: unknown[] }, unknown[]>(),
  /** Asks elsewhere again and again for so many milliseconds. */
  keepAsking: ask<{ to: unknown; milliseconds: number }, Exchange[]>(),
  /** Enters a value elsewhere and gives up as soon as another one, sent after it, is answered. */
  giveUp: ask<{ to: unknown; value: unknown; after: unknown }, string>(),
  /** Asks another one, which asks back. */
  askBack: ask<{ to: unknown; back: unknown }, unknown>(),
  /** Counts up; `made` tells how far the last one came. */
  count: stream<{ to: number }, number>(),
  made: ask<void, number>(),
  /** Reads so many items elsewhere; answers with them and how many had been made by then. */
  read: ask<{ from: unknown; items: number }, { items: number[]; made: number }>(),
})
