import { moves } from './lifecycle-moves.ts'

/** Where a child is in its life. */
export type LifeState =
  /** No incarnation lives. */
  | 'gone'
  /** None lives, and the next waits. */
  | 'backing-off'
  | 'starting'
  | 'ready'
  /** It takes no new messages and finishes those that wait. */
  | 'draining'
  /** Asked to stop in order. */
  | 'stopping'
  /** Killed, and not gone yet: a kill is neither instant nor certain. */
  | 'zombie'
  /** A zombie for so long that its replacement need not wait. */
  | 'overdue'

/** What moves a life on: the supervisor's will, and what the driver hears. */
export type LifeEvent =
  | 'begin'
  | 'back-off'
  | 'cancel'
  | 'ready'
  | 'progressed'
  /** The host was frozen: no time has passed for the child. */
  | 'drain'
  | 'drained'
  | 'stop'
  | 'kill'
  | 'exited'
  | 'fence'
  /** The timer of the present state is due. */
  | 'elapsed'

/** What a move wants done. Each state has at most one timer, armed when it begins. */
export type LifeEffect = 'start' | 'up' | 'drain' | 'stop' | 'kill' | 'fence' | 'arm' | 'disarm'

/** Where an event leads, and what that wants done, in order. */
export interface Move {
  readonly life: LifeState
  readonly effects: readonly LifeEffect[]
}

/** Where `event` leads from `life`. An event that means nothing there leads nowhere. */
export function advance(life: LifeState, event: LifeEvent): Move {
  return moves[life][event] ?? stays[life]
}

const stays = Object.fromEntries(
  Object.keys(moves).map((life) => [life, { life, effects: [] }]),
) as unknown as Readonly<Record<LifeState, Move>>

/** Whether `event` means anything in this state. */
export function leadsOn(life: LifeState, event: LifeEvent): boolean {
  return advance(life, event).effects.length > 0
}

/** Whether an incarnation lives, or may. */
export function isLive(life: LifeState): boolean {
  return life !== 'gone' && life !== 'backing-off'
}
