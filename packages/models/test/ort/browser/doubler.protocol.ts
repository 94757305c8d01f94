import { ask, protocol } from '@troupe/core'

export const Doubler = protocol('doubler', {
  double: ask<number[], number[]>(),
  provider: ask<void, string>(),
  /** Loses the GPU, as a driver that was reset does. */
  loseGpu: ask(),
})
