import { gate, shared } from './shared.ts'

/** Runs work that must not be interrupted, one at a time. */
export type Native = <T>(work: () => T | PromiseLike<T>) => Promise<T>

const idle: Promise<unknown> = Promise.resolve()

/**
 * Guards native code with the gate word that near and far side share: whoever wants to end the
 * isolate waits until it is outside. Where nothing is shared, work only queues.
 *
 * @param condemned Called when the isolate is to end and must not enter native code again. It has to
 * leave: the work is not begun and its promise dies with the isolate, so that nobody mistakes the
 * kill for a failure of the work.
 */
export function nativeGate(
  words: Int32Array | undefined,
  condemned: () => void = () => {},
): Native {
  let queue = idle
  return (work) => {
    const turn = queue.then(async () => {
      if (!enter(words)) {
        condemned()
        return new Promise<never>(() => {})
      }
      try {
        return await work()
      } finally {
        leave(words)
      }
    })
    queue = turn.catch(() => {})
    return turn
  }
}

function enter(words: Int32Array | undefined): boolean {
  if (words === undefined) return true
  const closing = Atomics.load(words, shared.closing) !== 0
  return (
    !closing &&
    Atomics.compareExchange(words, shared.gate, gate.outside, gate.inside) === gate.outside
  )
}

function leave(words: Int32Array | undefined): void {
  if (words === undefined) return
  Atomics.compareExchange(words, shared.gate, gate.inside, gate.outside)
  Atomics.notify(words, shared.gate)
}
