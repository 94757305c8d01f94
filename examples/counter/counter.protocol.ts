import { ask, protocol, tell } from '@troupe/core'

/** Counts. */
export const Counter = protocol('counter', {
  /** Adds and answers with the sum. */
  add: ask<number, number>(),
  /** Begins anew. */
  reset: tell(),
})
