import { ask, protocol } from '@troupe/core/actor'

/** A model that can be run, and be killed. */
export const Fragile = protocol('fragile', {
  /** Runs on zeros, and gives how many numbers came out. */
  run: ask<void, number>(),
  /** Ends its isolate. */
  crash: ask(),
})
