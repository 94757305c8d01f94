import type { IsolateKind, Peer } from './peer.ts'

const thread: readonly IsolateKind[] = ['thread']
const subprocess: readonly IsolateKind[] = ['subprocess']
const both: readonly IsolateKind[] = ['thread', 'subprocess']

/** What adopters would pick instead. */
export const peers: readonly Peer[] = [
  {
    name: 'comlink',
    isolates: thread,
    moves: thread,
    streams: thread,
    load: async () => (await import('./comlink.ts')).startComlink,
  },
  {
    name: 'threads',
    isolates: thread,
    moves: thread,
    streams: thread,
    load: async () => (await import('./threads.ts')).startThreads,
  },
  {
    name: 'piscina',
    isolates: thread,
    moves: thread,
    load: async () => (await import('./piscina.ts')).startPiscina,
  },
  {
    name: 'tinypool',
    isolates: both,
    moves: thread,
    tensors: subprocess,
    load: async () => (await import('./tinypool.ts')).startTinypool,
  },
  {
    name: 'workerpool',
    isolates: both,
    moves: thread,
    streams: both,
    tensors: subprocess,
    load: async () => (await import('./workerpool.ts')).startWorkerpool,
  },
  {
    name: 'poolifier',
    isolates: both,
    tensors: subprocess,
    load: async () => (await import('./poolifier.ts')).startPoolifier,
  },
  {
    name: 'comedy',
    isolates: both,
    load: async () => (await import('./comedy.ts')).startComedy,
  },
]
