import { ActorError } from '../errors.ts'
import { gate, shared } from './shared.ts'

/** Runs work that must not be interrupted, one at a time. */
export type Native = <T>(work: () => T | PromiseLike<T>) => Promise<T>

/**
 * Guards native code with the gate word that near and far side share: whoever wants to end the
 * isolate waits until it is outside. Where nothing is shared, work only queues.
 */
export function nativeGate(words: Int32Array | undefined): Native {
  let queue: Promise<unknown> = Promise.resolve()
  return (work) => {
    const turn = queue.then(async () => {
      enter(words)
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

function enter(words: Int32Array | undefined): void {
  if (words === undefined) return
  const closing = Atomics.load(words, shared.closing) !== 0
  if (!closing && Atomics.compareExchange(words, shared.gate, gate.outside, gate.inside) === gate.outside) return
  throw new ActorError('cancelled', 'The isolate is about to end; native work was not begun', {
    target: 'isolate',
    operation: 'native',
  })
}

function leave(words: Int32Array | undefined): void {
  if (words === undefined) return
  Atomics.compareExchange(words, shared.gate, gate.inside, gate.outside)
  Atomics.notify(words, shared.gate)
}
