import type { AnyStateMachine, EventObject } from 'xstate'
import {
  type Actor,
  actor,
  type ActorContext,
  type ActorOptions,
  type Call,
} from '../actor/actor.ts'
import type { Operations, Protocol } from '../protocol/protocol.ts'
import type { Fitting } from './fit.ts'
import { RunningMachine } from './running.ts'
import type { SnapshotStore } from './store.ts'

/** How a machine runs as an actor; all optional. */
export interface MachineOptions extends Pick<ActorOptions, 'delivery' | 'maxDeliveries'> {
  /**
   * Where its snapshots are kept, so that it goes on from the last one after a crash or a restart:
   * `keptBy('app/keeper')`, or a store of your own. Default: nowhere; it begins at its first state.
   *
   * An event counts as handled when the snapshot after it is kept. A crash loses the events that are
   * in work then; those who sent them are told, or they are delivered again with
   * `delivery: 'at-least-once'`. What the machine had invoked is invoked again with the same input,
   * delays begin anew, and actions that were done are not done again. Context, events and the input
   * of what it invokes must be able to cross isolates.
   */
  readonly restore?:
    SnapshotStore | ((context: ActorContext) => SnapshotStore | PromiseLike<SnapshotStore>)
}

/**
 * Makes a state machine of XState an actor's behaviour. `child(..., { options })` brings its input.
 *
 * The protocol says which of `send`, `snapshot`, `snapshots` and `done` it offers;
 * {@link machineProtocol} derives one with all four. When the machine is in its final state the actor
 * ends with `normal`, so its child is `transient` or `temporary`. When the machine fails, the actor
 * crashes with that error. Leave `stallTimeout` off: who waits for a snapshot or for the output
 * counts as work.
 *
 * @param logic The machine, or a function that makes it when the actor starts: there it can look up
 *   the actors that it invokes, see {@link fromAsk}.
 * @see [Example: checkout](../../../../examples/checkout/README.md)
 * @example
 * ```ts
 * import { child, memory, supervise } from '@troupe/core'
 * import { machine, machineProtocol } from '@troupe/core/xstate'
 * import { assign, setup } from 'xstate'
 *
 * const turnstile = setup({
 *   types: { context: {} as { coins: number }, events: {} as { type: 'coin' } | { type: 'push' } },
 * }).createMachine({
 *   context: { coins: 0 },
 *   initial: 'locked',
 *   states: {
 *     locked: {
 *       on: { coin: { target: 'open', actions: assign({ coins: ({ context }) => context.coins + 1 }) } },
 *     },
 *     open: { on: { push: 'locked' } },
 *   },
 * })
 * const Turnstile = machineProtocol('turnstile', turnstile)
 * const isolate = memory(machine(Turnstile, turnstile))
 *
 * await using app = await supervise({ children: { gate: child(Turnstile, isolate) } })
 * const { gate } = app.children
 * gate.tell.send({ type: 'coin' })
 * for await (const { value, context } of gate.stream.snapshots()) {
 *   if (value === 'open') {
 *     context.coins // => 1
 *     break
 *   }
 * }
 * ```
 */
export function machine<Ops extends Operations, Options, M extends AnyStateMachine>(
  protocol: Fitting<Ops, Options, M>,
  logic: M | ((context: ActorContext<Protocol<Ops, Options>>) => M | PromiseLike<M>),
  { restore, ...options }: MachineOptions = {},
): Actor<Protocol<Ops, Options>> {
  const served = actor(
    protocol as unknown as Protocol,
    async (context) => {
      const made = await (typeof logic === 'function' ? logic(context as never) : logic)
      const store = await (typeof restore === 'function' ? restore(context) : restore)
      const kept = await store?.load(context.path)
      const running = new RunningMachine(made, context, { store, kept })
      await running.kept()
      return {
        send: (event: EventObject) => running.send(event),
        snapshot: () => running.snapshot(),
        snapshots: (_: void, { signal }: Call) => running.snapshots(signal),
        done: (_: void, { signal }: Call) => running.output(signal),
        [Symbol.asyncDispose]: () => running.stop(),
      } as never
    },
    // Whoever waits must not keep events out.
    { ...options, concurrency: Infinity },
  )
  return served as unknown as Actor<Protocol<Ops, Options>>
}
