import { setup, transition } from 'xstate'

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
  | 'resumed'
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

/** Gives a state its time anew. */
const anew = { actions: ['disarm', 'arm'] } as const

/** The driver acts, not the chart: it only names what is to be done. */
const named = (): void => {}

/**
 * A child's lifecycle as a statechart. It is only ever evaluated, never run: {@link advance} asks
 * it where an event leads and what that wants done.
 */
export const lifecycle = setup({
  types: { events: {} as { type: LifeEvent } },
  actions: {
    start: named,
    up: named,
    drain: named,
    stop: named,
    kill: named,
    fence: named,
    arm: named,
    disarm: named,
  },
}).createMachine({
  id: 'child',
  initial: 'gone',
  states: {
    gone: { on: { begin: 'starting', 'back-off': 'backing-off' } },
    'backing-off': { entry: 'arm', exit: 'disarm', on: { elapsed: 'gone', cancel: 'gone' } },
    starting: {
      entry: ['start', 'arm'],
      exit: 'disarm',
      on: {
        progressed: anew,
        resumed: anew,
        ready: { target: 'ready', actions: 'up' },
        exited: 'gone',
        drain: 'stopping',
        stop: 'stopping',
        kill: 'zombie',
        elapsed: 'zombie',
      },
    },
    ready: {
      on: { exited: 'gone', drain: 'draining', stop: 'stopping', kill: 'zombie' },
    },
    draining: {
      entry: ['drain', 'arm'],
      exit: 'disarm',
      on: {
        resumed: anew,
        drained: 'stopping',
        elapsed: 'stopping',
        exited: 'gone',
        stop: 'stopping',
        kill: 'zombie',
      },
    },
    stopping: {
      entry: ['stop', 'arm'],
      exit: 'disarm',
      on: { resumed: anew, exited: 'gone', elapsed: 'zombie', kill: 'zombie' },
    },
    zombie: {
      entry: ['kill', 'arm'],
      exit: 'disarm',
      on: { resumed: anew, exited: 'gone', elapsed: 'overdue' },
    },
    overdue: {
      on: { exited: 'gone', fence: { target: 'gone', actions: 'fence' } },
    },
  },
})

/** Where an event leads, and what that wants done, in order. */
export interface Move {
  readonly life: LifeState
  readonly effects: readonly LifeEffect[]
}

/** The chart has no context, so each of its arrows is asked for once. */
const moves: Partial<Record<LifeState, Partial<Record<LifeEvent, Move>>>> = {}

/** Where `event` leads from `life`. An event that means nothing there leads nowhere. */
export function advance(life: LifeState, event: LifeEvent): Move {
  return ((moves[life] ??= {})[event] ??= evaluate(life, event))
}

function evaluate(life: LifeState, event: LifeEvent): Move {
  const here = lifecycle.resolveState({ value: life })
  const [next, actions] = transition(lifecycle, here, { type: event })
  return { life: next.value, effects: actions.map(({ type }) => type as LifeEffect) }
}

/** Whether `event` means anything in this state. */
export function leadsOn(life: LifeState, event: LifeEvent): boolean {
  return advance(life, event).effects.length > 0
}

/** Whether an incarnation lives, or may. */
export function isLive(life: LifeState): boolean {
  return life !== 'gone' && life !== 'backing-off'
}
