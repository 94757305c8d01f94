import { ask, protocol } from '@troupe/core'

/** Waits until it is cancelled, and says when that was. */
export const Waiter = protocol('waiter', {
  wait: ask(),
  /** Resolves once it waits. */
  waits: ask(),
  /** When it heard of the last cancel, in microseconds of the machine's clock. */
  cancelledAt: ask<void, number>(),
})
