import { ask, protocol } from '@troupe/core'

/** Hashes passwords, which is slow on purpose. */
export const Hasher = protocol('hasher', {
  /** The hash, and the thread that made it. Ends its thread for an empty password. */
  hash: ask<string, { hash: string; thread: number }>(),
})
