/** A way in which things go wrong. */
export interface Fault {
  readonly id: FaultId
  readonly title: string
  readonly what: string
}

export type FaultId =
  | 'exit'
  | 'busy-loop'
  | 'out-of-memory'
  | 'segfault'
  | 'unhandled-rejection'
  | 'throw-undefined'
  | 'custom-error'
  | 'host-exit'

export const faults: readonly Fault[] = [
  { id: 'exit', title: 'exit(3)', what: 'The call runs `process.exit(3)`.' },
  {
    id: 'busy-loop',
    title: 'busy loop',
    what: 'The call never yields. After 1 s it is given up in the way that the library offers for a running call.',
  },
  {
    id: 'out-of-memory',
    title: 'out of memory',
    what: 'The call fills the JavaScript heap, which is capped at 64 MB for all (`NODE_OPTIONS`).',
  },
  {
    id: 'segfault',
    title: 'SIGSEGV',
    what: 'The call sends SIGSEGV to its own process, as a stand-in for a crash in native code. No thread can outlive it.',
  },
  {
    id: 'unhandled-rejection',
    title: 'unhandled rejection',
    what: 'The call leaves a rejected promise to nobody and never returns.',
  },
  { id: 'throw-undefined', title: 'throw undefined', what: 'The call throws `undefined`.' },
  {
    id: 'custom-error',
    title: 'custom error',
    what: 'The call throws an error of its own class with a code, a cause and fields of its own.',
  },
  {
    id: 'host-exit',
    title: 'host exits',
    what: 'The app calls `process.exit(0)` while the call is in a busy loop.',
  },
]

/** Milliseconds after which a busy loop is given up. */
export const patience = 1_000

/** Megabytes that a heap may take where it is to run out. */
export const heap = 64
