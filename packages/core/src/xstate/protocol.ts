import type {
  AnyStateMachine,
  ContextFrom,
  EventFromLogic,
  InputFrom,
  OutputFrom,
  SnapshotFrom,
} from 'xstate'
import { ask, type Operation, protocol, type Protocol, stream, tell } from '../protocol/protocol.ts'

/** A machine's snapshot as it crosses isolates: plain data, without methods and without children. */
export type PlainSnapshot<M extends AnyStateMachine> = {
  /** The state as XState writes it: `'paying'`, or `{ paying: 'waiting' }` where states nest. */
  readonly value: SnapshotFrom<M>['value']
  readonly context: ContextFrom<M>
  readonly tags: readonly string[]
} & (
  | { readonly status: 'active'; readonly output?: undefined }
  /** The machine is in its final state: no other snapshot follows. */
  | { readonly status: 'done'; readonly output: OutputFrom<M> }
)

/** What a machine can be told and asked. */
export type MachineOperations<M extends AnyStateMachine> = {
  /** An event for the machine. */
  readonly send: Operation<'tell', EventFromLogic<M>, void>
  /** The snapshot as it is now. */
  readonly snapshot: Operation<'ask', void, PlainSnapshot<M>>
  /** The snapshot as it is now, then each later one; a slow reader gets the latest and not all. */
  readonly snapshots: Operation<'stream', void, PlainSnapshot<M>>
  /** The output, once the machine is in its final state. */
  readonly done: Operation<'ask', void, OutputFrom<M>>
}

/** What `child(..., { options })` brings for a machine: its input. */
export type MachineInput<M extends AnyStateMachine> =
  undefined extends InputFrom<M> ? void : InputFrom<M>

/** The contract of a machine that is an actor. */
export type MachineProtocol<M extends AnyStateMachine> = Protocol<
  MachineOperations<M>,
  MachineInput<M>
>

/**
 * Derives the protocol of a machine: `send` tells it an event, `snapshot` asks for the snapshot,
 * `snapshots` streams them, `done` asks for the output. The machine's input is what
 * `child(..., { options })` brings.
 *
 * Only the machine's type is used. Where callers should not load the machine, name the type alone:
 * `machineProtocol<typeof light>('light')`, with `import type`.
 *
 * @throws {ActorError<'invalid-argument'>} The name is empty.
 * @example
 * ```ts
 * import { machineProtocol } from '@troupe/core/xstate'
 * import { setup } from 'xstate'
 *
 * const light = setup({ types: { events: {} as { type: 'press' } } }).createMachine({
 *   initial: 'off',
 *   states: { off: { on: { press: 'on' } }, on: { on: { press: 'off' } } },
 * })
 * const Light = machineProtocol('light', light)
 * Light.fingerprint // => 'light(done:ask,send:tell,snapshot:ask,snapshots:stream)'
 * ```
 */
export function machineProtocol<M extends AnyStateMachine>(
  name: string,
  _machine?: M,
): MachineProtocol<M> {
  return protocol(name, {
    send: tell(),
    snapshot: ask(),
    snapshots: stream(),
    done: ask(),
  }) as never
}
