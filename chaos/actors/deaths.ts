import { writeSync } from 'node:fs'
import type { Death } from './victim.protocol.ts'

/** Where a subprocess writes its packets. */
const packets = 4

/** Dies. */
export const deaths: Readonly<Record<Death, () => void>> = {
  throw: () =>
    void setImmediate(() => {
      throw new Error('thrown by chaos')
    }),
  reject: () => void Promise.reject(new Error('rejected by chaos')),
  exit: () => process.exit(7),
  'exit-zero': () => process.exit(0),
  loop: () => {
    for (let turn = 0; ; turn = 1 - turn);
  },
  block: () => void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0),
  'out-of-memory': () => {
    const kept: unknown[] = []
    for (;;) kept.push(new Array(10_000).fill(kept.length))
  },
  segfault: () => void process.kill(process.pid, 'SIGSEGV'),
  abort: () => process.abort(),
  garbage: () => void writeSync(packets, 'this is no packet, and long enough to be looked at'),
}
