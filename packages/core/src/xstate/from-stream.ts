import { fromObservable, type NonReducibleUnknown, type ObservableActorLogic } from 'xstate'
import type { SendOptions, Stream } from '../actor/ref.ts'
import type { LogicInput } from './from-ask.ts'

/**
 * Makes a stream something that a state machine can `invoke`: `src: fromStream(writer.stream.tokens)`.
 *
 * Its `input` is the message; each item arrives as `event.snapshot.context` of `onSnapshot`, the end
 * with `onDone`, a failure as the `ActorError` of `onError`. Leaving the state cancels the
 * stream. A machine that comes back from a snapshot while the stream was open opens it again, from
 * its first item.
 *
 * @example
 * ```ts
 * import { protocol, stream } from '@troupe/core'
 * import { fake } from '@troupe/core/testing'
 * import { fromStream } from '@troupe/core/xstate'
 * import { createActor, waitFor } from 'xstate'
 *
 * const Counting = protocol('counting', { to: stream<number, number>() })
 * const counting = fake(Counting, {
 *   *to(last) {
 *     for (let n = 1; n <= last; n++) yield n
 *   },
 * })
 * const actor = createActor(fromStream(counting.stream.to), { input: 3 }).start()
 * const { context } = await waitFor(actor, ({ status }) => status === 'done')
 * context // => 3
 * ```
 */
export function fromStream<Input, Item>(
  stream: Stream<Input, Item>,
  options: Pick<SendOptions, 'deadline'> = {},
): ObservableActorLogic<Item, LogicInput<Input> & NonReducibleUnknown> {
  const open = stream as (input: unknown, options: SendOptions) => AsyncIterableIterator<Item>
  return fromObservable(({ input }) => ({
    subscribe: ((observer: Partial<Observer<Item>>) => {
      const leaving = new AbortController()
      void read(() => open(input, { ...options, signal: leaving.signal }), observer, leaving.signal)
      return { unsubscribe: () => leaving.abort() }
    }) as never,
  }))
}

interface Observer<Item> {
  next(item: Item): void
  error(error: unknown): void
  complete(): void
}

async function read<Item>(
  open: () => AsyncIterable<Item>,
  observer: Partial<Observer<Item>>,
  signal: AbortSignal,
): Promise<void> {
  try {
    for await (const item of open()) {
      if (signal.aborted) return
      observer.next?.(item)
    }
    observer.complete?.()
  } catch (error) {
    if (!signal.aborted) observer.error?.(error)
  }
}
