import process from 'node:process'
import { actor } from '@troupe/core/actor'
import { Probe } from './probe.protocol.js'

export default actor(Probe, () => {
  let sum = 0
  return {
    add: (by) => (sum += by),
    exit: (code) => process.exit(code),
    abort: () => process.abort(),
    loop() {
      for (;;);
    },
    async *count() {
      for (let n = 1; ; n++) yield n
    },
  }
})
