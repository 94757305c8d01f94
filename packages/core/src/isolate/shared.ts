/**
 * The words of the memory that a near and a far side share, where they can.
 *
 * `started` counts the messages whose handler has begun, so that after a crash the near side knows
 * which were in work. `gate` is 0 outside native code, 1 inside, 2 closed for ever: a far side
 * enters by compare-and-swap 0 to 1, whoever wants to end it by compare-and-swap 0 to 2.
 * `closing` asks the far side not to enter again.
 * @example
 * ```ts
 * import { shared, sharedWords } from '@troupe/core/isolate'
 *
 * const words = new Int32Array(new SharedArrayBuffer(4 * sharedWords))
 * Atomics.load(words, shared.started) // => 0
 * ```
 */
export const shared = { started: 0, gate: 1, closing: 2 } as const

/** How many words {@link shared} needs. */
export const sharedWords = 4

/**
 * The values of the gate word.
 * @example
 * ```ts
 * import { gate, shared, sharedWords } from '@troupe/core/isolate'
 *
 * const words = new Int32Array(new SharedArrayBuffer(4 * sharedWords))
 * Atomics.compareExchange(words, shared.gate, gate.outside, gate.closed) // => 0
 * Atomics.load(words, shared.gate) // => 2
 * ```
 */
export const gate = { outside: 0, inside: 1, closed: 2 } as const

/** A stream says a little late that it has begun: a later call that stands there is not taken back. */
export function markStarted(words: Int32Array, id: number): void {
  if (((id - Atomics.load(words, shared.started)) | 0) > 0) Atomics.store(words, shared.started, id)
}
