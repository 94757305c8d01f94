import { ask, protocol, stream } from '@troupe/core'

export const Probe = protocol('probe', {
  add: ask(),
  exit: ask(),
  abort: ask(),
  loop: ask(),
  count: stream(),
})
