import { ask, duplex, protocol, stream, tell, type } from '@troupe/core'

/** Ways of dying that come from within. */
export type Death =
  | 'throw'
  | 'reject'
  | 'exit'
  | 'exit-zero'
  | 'loop'
  | 'block'
  | 'out-of-memory'
  | 'segfault'
  | 'abort'
  | 'garbage'

/** An actor that does light work whose answers are known, notes every message, and dies on demand. */
export const Victim = protocol(
  'victim',
  {
    square: ask<{ id: number; value: number; milliseconds: number }, number>(),
    note: tell<{ id: number }>(),
    count: stream<{ id: number; to: number }, number>(),
    total: duplex<{ id: number; value: number }, number>(),
    wait: ask<{ id: number }, string>(),
    die: ask<{ id: number; how: Death; once: ArrayBuffer }, void>(),
  },
  { options: type<{ file: string }>() },
)
