import { ask, protocol } from '@troupe/core'

/** Bare text detection: a tensor in, a tensor out. */
export const Detect = protocol('detect', {
  /** Pixels as [1, 3, side, side] in, probabilities as [1, 1, side, side] out. */
  run: ask<{ pixels: Float32Array; side: number }, Float32Array>(),
})
