import type { LifeEvent, LifeState, Move } from './lifecycle.ts'

/** Written by `scripts/write-moves.ts` from the chart: what means nothing in a state is not here. */
export const moves: Readonly<Record<LifeState, Partial<Readonly<Record<LifeEvent, Move>>>>> = {
  gone: {
    begin: { life: 'starting', effects: ['start', 'arm'] },
    'back-off': { life: 'backing-off', effects: ['arm'] },
  },
  'backing-off': {
    elapsed: { life: 'gone', effects: ['disarm'] },
    cancel: { life: 'gone', effects: ['disarm'] },
  },
  starting: {
    elapsed: { life: 'zombie', effects: ['disarm', 'kill', 'arm'] },
    progressed: { life: 'starting', effects: ['disarm', 'arm'] },
    ready: { life: 'ready', effects: ['disarm', 'up'] },
    exited: { life: 'gone', effects: ['disarm'] },
    drain: { life: 'stopping', effects: ['disarm', 'stop', 'arm'] },
    stop: { life: 'stopping', effects: ['disarm', 'stop', 'arm'] },
    kill: { life: 'zombie', effects: ['disarm', 'kill', 'arm'] },
  },
  ready: {
    exited: { life: 'gone', effects: [] },
    drain: { life: 'draining', effects: ['drain', 'arm'] },
    stop: { life: 'stopping', effects: ['stop', 'arm'] },
    kill: { life: 'zombie', effects: ['kill', 'arm'] },
  },
  draining: {
    elapsed: { life: 'stopping', effects: ['disarm', 'stop', 'arm'] },
    exited: { life: 'gone', effects: ['disarm'] },
    stop: { life: 'stopping', effects: ['disarm', 'stop', 'arm'] },
    kill: { life: 'zombie', effects: ['disarm', 'kill', 'arm'] },
    drained: { life: 'stopping', effects: ['disarm', 'stop', 'arm'] },
  },
  stopping: {
    elapsed: { life: 'zombie', effects: ['disarm', 'kill', 'arm'] },
    exited: { life: 'gone', effects: ['disarm'] },
    kill: { life: 'zombie', effects: ['disarm', 'kill', 'arm'] },
  },
  zombie: {
    elapsed: { life: 'overdue', effects: ['disarm'] },
    exited: { life: 'gone', effects: ['disarm'] },
  },
  overdue: {
    exited: { life: 'gone', effects: [] },
    fence: { life: 'gone', effects: ['fence'] },
  },
}
