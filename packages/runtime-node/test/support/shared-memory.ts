import type { Isolate } from '@troupe/core'
import { gate, shared } from '@troupe/core/isolate'

/** An isolate whose shared memory a test looks into. */
export function observed(isolate: Isolate) {
  let words: Int32Array | undefined
  return {
    isolate: {
      ...isolate,
      start(context) {
        const connection = isolate.start(context)
        words = connection.shared
        return connection
      },
    } satisfies Isolate,
    gate: (): number => Atomics.load(words!, shared.gate),
    isInside: (): boolean => Atomics.load(words!, shared.gate) === gate.inside,
  }
}
