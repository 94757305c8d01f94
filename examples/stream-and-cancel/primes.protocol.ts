import { ask, protocol, stream } from '@troupe/core'

/** Finds primes, the slow way. */
export const Primes = protocol('primes', {
  /** Primes from a number on, without end. */
  from: stream<number, number>(),
  /** How many there are below a number. */
  countBelow: ask<number, number>(),
  /** How often work was stopped because somebody gave up. */
  stopped: ask<void, number>(),
})
