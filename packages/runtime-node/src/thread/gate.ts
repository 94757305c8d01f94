import { gate, shared } from '@troupe/core/isolate'

type WaitAsync = (
  words: Int32Array,
  index: number,
  value: number,
) => { async: false } | { async: true; value: Promise<unknown> }

const waitAsync = (Atomics as unknown as { waitAsync: WaitAsync }).waitAsync

/** Tries to shut the gate for ever; false while native code runs behind it. */
export function shutGate(words: Int32Array): boolean {
  Atomics.store(words, shared.closing, 1)
  return Atomics.compareExchange(words, shared.gate, gate.outside, gate.closed) !== gate.inside
}

/** Calls `then` as soon as the gate is shut: at once, or when native code has come out. */
export function whenShut(words: Int32Array, then: () => void): void {
  if (shutGate(words)) return then()
  const wait = waitAsync(words, shared.gate, gate.inside)
  if (wait.async) void wait.value.then(() => whenShut(words, then))
  else whenShut(words, then)
}

/** Shuts the gate of a thread that is gone or leaves at once: whoever waits for it may go on. */
export function abandonGate(words: Int32Array): void {
  Atomics.store(words, shared.gate, gate.closed)
  Atomics.notify(words, shared.gate)
}

/** Blocks until all gates are shut, or the time is up. */
export function closeGates(all: readonly Int32Array[], milliseconds: number): void {
  const end = performance.now() + milliseconds
  for (const words of all) Atomics.store(words, shared.closing, 1)
  for (const words of all) {
    while (!shutGate(words)) {
      const left = end - performance.now()
      if (left <= 0) return
      Atomics.wait(words, shared.gate, gate.inside, left)
    }
  }
}
