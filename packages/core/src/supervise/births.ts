import { ActorError } from '../errors.ts'
import type { ExitReason } from '../isolate/exit.ts'
import { Incarnation, type LifeEvents, type Tree } from '../isolate/incarnation.ts'
import type { ActorPlan } from './actor-plan.ts'
import { watches } from './stall-watch.ts'
import type { System } from './system.ts'

/** Whose lives they are. */
export interface BirthPlace {
  readonly address: string
  readonly path: string
  readonly system: System
}

/** Begins the lives of one actor. Each has an id of its own, and starts with the attempt that is due. */
export class Births {
  readonly #plan: ActorPlan
  readonly #place: BirthPlace
  #count = 0
  /** Which attempt the next life is. */
  #attempt = 0

  constructor(plan: ActorPlan, place: BirthPlace) {
    this.#plan = plan
    this.#place = place
  }

  /** Nobody knows yet as which incarnation it will serve; whoever does lets its end be {@link Births.heed}ed. */
  bear(events: LifeEvents, tree: Tree): Incarnation {
    const { isolate, protocol, options, allowThread, patience } = this.#plan
    const { address, path, system } = this.#place
    const birth = {
      isolate,
      protocol,
      address,
      path,
      incarnation: `${address}.${++this.#count}`,
      options,
      allowThread,
      refs: system.refs,
      clock: system.clock,
      watched: watches(patience),
      attempt: this.#attempt,
      tree,
    }
    return new Incarnation(birth, events)
  }

  /** A life that waits to be adopted: it heeds its end itself. */
  bearSpare(events: LifeEvents, tree: Tree): Incarnation {
    return this.bear(
      {
        ...events,
        exited: (reason) => {
          this.heed(reason)
          events.exited(reason)
        },
      },
      tree,
    )
  }

  /** A life is over: whether the next one is another attempt stands in the reason. */
  heed(reason: ExitReason): void {
    this.#attempt = nextAttempt(reason) ?? this.#attempt
  }
}

/** Which attempt follows, if that is why it ended. */
export function nextAttempt(reason: ExitReason): number | undefined {
  const error = 'error' in reason ? reason.error : undefined
  return ActorError.is(error, 'attempt-failed') ? error.details.attempt + 1 : undefined
}
