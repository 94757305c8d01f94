import type { Peer } from './peer.ts'

const signal = 'the AbortSignal of the call'
const none = 'no way to give up a running call'

/** Everything that is measured, in the order of the tables. */
export const peers: readonly Peer[] = [
  {
    id: 'comlink',
    package: 'comlink',
    isolate: 'thread',
    cancel: none,
    load: async () => (await import('./peers/comlink.ts')).startComlink,
  },
  {
    id: 'threads',
    package: 'threads',
    isolate: 'thread',
    cancel: none,
    load: async () => (await import('./peers/threads.ts')).startThreads,
  },
  {
    id: 'piscina',
    package: 'piscina',
    isolate: 'thread',
    cancel: signal,
    load: async () => (await import('./peers/piscina.ts')).startPiscina,
  },
  ...pair('tinypool', signal, async () => (await import('./peers/tinypool.ts')).startTinypool),
  ...pair(
    'workerpool',
    '`cancel()` of the promise',
    async () => (await import('./peers/workerpool.ts')).startWorkerpool,
  ),
  {
    id: 'poolifier',
    package: 'poolifier',
    isolate: 'thread',
    cancel: signal,
    load: async () => (await import('./peers/poolifier.ts')).startPoolifier,
  },
  ...pair('comedy', none, async () => (await import('./peers/comedy.ts')).startComedy),
  ...['troupe/thread', 'troupe/subprocess', 'troupe/subprocess/standby'].map((id): Peer => ({
    id,
    package: '@troupe/core',
    isolate: id === 'troupe/thread' ? 'thread' : 'process',
    cancel: `${signal}, and \`stallTimeout\` of the child`,
    load: async () => (await import('./peers/troupe.ts')).startTroupe,
  })),
]

/** A library that has both threads and processes. */
function pair(name: string, cancel: string, load: Peer['load']): Peer[] {
  return (['thread', 'process'] as const).map((isolate) => ({
    id: `${name}/${isolate}`,
    package: name,
    isolate,
    cancel,
    load,
  }))
}
