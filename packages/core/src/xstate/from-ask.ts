import { fromPromise, type PromiseActorLogic } from 'xstate'
import type { Ask, SendOptions } from '../actor/ref.ts'

/**
 * Makes an ask something that a state machine can `invoke`: `src: fromAsk(payments.ask.charge)`.
 *
 * Its `input` is the message, its `output` the answer, and the `error` of `onError` the
 * `ActorError`. Leaving the state cancels the ask. A machine that comes back from a snapshot
 * while the ask was in work asks again.
 *
 * @param options How each message is sent. Default: as the ref does.
 * @see [Example: checkout](../../../../examples/checkout/README.md)
 * @example
 * ```ts
 * import { ask, protocol } from '@troupe/core'
 * import { fake } from '@troupe/core/testing'
 * import { fromAsk } from '@troupe/core/xstate'
 * import { assign, createActor, setup, toPromise } from 'xstate'
 *
 * const Maths = protocol('maths', { half: ask<number, number>() })
 * const maths = fake(Maths, { half: (n) => n / 2 })
 *
 * const halving = setup({
 *   types: { context: {} as { half: number }, output: {} as number },
 *   actors: { half: fromAsk(maths.ask.half) },
 * }).createMachine({
 *   context: { half: 0 },
 *   initial: 'asking',
 *   states: {
 *     asking: {
 *       invoke: {
 *         src: 'half',
 *         input: 8,
 *         onDone: { target: 'answered', actions: assign({ half: ({ event }) => event.output }) },
 *       },
 *     },
 *     answered: { type: 'final' },
 *   },
 *   output: ({ context }) => context.half,
 * })
 * await toPromise(createActor(halving).start()) // => 4
 * ```
 */
export function fromAsk<Input, Output>(
  ask: Ask<Input, Output>,
  options: Pick<SendOptions, 'deadline'> = {},
): PromiseActorLogic<Output, LogicInput<Input>> {
  const send = ask as (input: unknown, options: SendOptions) => Promise<Output>
  return fromPromise(({ input, signal }) => send(input, { ...options, signal }))
}

/** XState takes `undefined` where a message takes nothing. */
export type LogicInput<Input> = [Input] extends [void] ? undefined : Input
