import type { ExitReason } from '../isolate/exit.ts'
import type { Life, RequestId, TimerId } from './events.ts'
import type { LifeState } from './lifecycle.ts'
import { Roster } from './roster.ts'
import type { ChildSpec, Limit, SupervisorSpec } from './spec.ts'

/** What should be of a child: alive, not alive, or not even known. */
export type Wanted = 'up' | 'down' | 'forgotten'

/**
 * A start that is not a restart, and so is not tried again: of the spec's list, by `start-child`,
 * by `restart-child`. Lasts until the child is up.
 */
export type Trial = 'initial' | 'added' | 'manual'

/** A child: what it is, and what it should be. */
export interface ChildState {
  readonly spec: ChildSpec
  readonly wanted: Wanted
  /** Wanted, but not in its present incarnation: that one has to go first. */
  readonly condemned: boolean
  readonly trial?: Trial
  readonly life: LifeState
  /** Number of the present life, or of the last one. */
  readonly incarnation: number
  /** When the present life began, and when it was up. */
  readonly startedAt?: number
  readonly upAt?: number
  /** The armed timer. */
  readonly timer?: TimerId
  /** Why the supervisor killed it for its own fault; it is judged by this when it is gone. */
  readonly verdict?: ExitReason
  /** How the last life ended. */
  readonly reason?: ExitReason
  /** Restarts in a row without a healthy while, and how long the next one waits. */
  readonly failures: number
  readonly delay: number
  /** How long it may drain before it stops. */
  readonly drain?: Limit
  /** `closed` was said. */
  readonly closed: boolean
  /** Who wants to know when it is up, or gone. */
  readonly waiting: readonly Waiting[]
}

/** A request that waits for its child to be up, or for its present life to be gone. */
export interface Waiting {
  readonly request: RequestId
  readonly until: 'up' | 'gone'
}

/** How a supervisor ends, once that is decided. */
export interface Ending {
  readonly reason: ExitReason
  readonly byForce: boolean
}

/** All that a supervisor knows. Never changed, only replaced. */
export interface SupervisorState {
  readonly phase: 'idle' | 'starting' | 'running' | 'ending' | 'over'
  /** In the order in which they start. */
  readonly children: Roster
  /** When restarts were; those that still count. */
  readonly restarts: readonly number[]
  /** Lives that are fenced and not gone. */
  readonly zombies: readonly Life[]
  /** Timers armed so far. */
  readonly timers: number
  readonly ending?: Ending
}

const nobody: readonly Waiting[] = []

/** A child that has never lived. All keys are there, so that all children have one shape. */
export function newborn(spec: ChildSpec, trial: Trial, incarnation = 0): ChildState {
  return {
    spec,
    wanted: 'up',
    condemned: false,
    trial,
    life: 'gone',
    incarnation,
    startedAt: undefined,
    upAt: undefined,
    timer: undefined,
    verdict: undefined,
    reason: undefined,
    failures: 0,
    delay: 0,
    drain: undefined,
    closed: false,
    waiting: nobody,
  }
}

/** A supervisor that has not been told to start. */
export function initialState({ children }: SupervisorSpec): SupervisorState {
  return {
    phase: 'idle',
    children: Roster.of(children.map((spec) => newborn(spec, 'initial'))),
    restarts: [],
    zombies: [],
    timers: 0,
  }
}
