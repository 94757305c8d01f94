import { setup } from 'xstate'
import type { LifeEvent } from './lifecycle.ts'

/** The driver acts, not the chart: it only names what is to be done. */
const named = (): void => {}

/**
 * A child's lifecycle as a statechart. It is never run: `lifecycle-moves.ts` holds where each event
 * leads and what that wants done, so that no isolate has to load what evaluates charts.
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
        progressed: { actions: ['disarm', 'arm'] },
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
      on: { exited: 'gone', elapsed: 'zombie', kill: 'zombie' },
    },
    zombie: {
      entry: ['kill', 'arm'],
      exit: 'disarm',
      on: { exited: 'gone', elapsed: 'overdue' },
    },
    overdue: {
      on: { exited: 'gone', fence: { target: 'gone', actions: 'fence' } },
    },
  },
})
