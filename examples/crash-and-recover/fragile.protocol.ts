import { ask, protocol } from '@troupe/core'

/** Ways to end an isolate. */
export const ways = ['throw', 'exit', 'abort', 'loop'] as const

/** Counts, and crashes when it is asked to. */
export const Fragile = protocol('fragile', {
  add: ask<number, number>(),
  /** Fails this call, and nothing else. */
  fail: ask(),
  /** Ends the isolate. */
  crash: ask<(typeof ways)[number]>(),
})
