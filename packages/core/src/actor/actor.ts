import type {
  AnyProtocol,
  InputOf,
  Operation,
  Operations,
  OptionsOf,
  OutputOf,
  Protocol,
} from '../protocol/protocol.ts'
import type { ChildDefinition } from '../supervise/definition.ts'
import type { ChildSummary } from '../supervise/status.ts'
import { checkFunction, checkProtocol } from '../argument.ts'
import type { ActorRef } from './ref.ts'

/** Writes to the log of the app, with the actor's path. Values beside the message must be able to cross. */
export interface Log {
  debug(message: string, details?: unknown): void
  info(message: string, details?: unknown): void
  warn(message: string, details?: unknown): void
  error(message: string, details?: unknown): void
}

/** How far long work has come, for example the download of a model. */
export interface Progress {
  /** What is being done, in a few words: `download text/det.onnx`. */
  readonly phase: string
  readonly done: number
  /** In the same unit as `done`; absent where nobody knows. */
  readonly total?: number
}

/** An actor's own ref, with what only the actor itself can do. */
export interface Self<P extends AnyProtocol = AnyProtocol> extends ActorRef<P> {
  /**
   * Starts a child from inside this isolate and waits until it is up. It is restarted by its own
   * rules, is found at `<this path>/<id>`, and stops with this actor. When the children use up their
   * restarts, 3 within 5 000 ms, this actor ends with `gave-up` and is judged as crashed.
   *
   * Where native code must not be killed, give it a `subprocess`: a thread inside a thread cannot be
   * waited for.
   *
   * @throws {ActorError<'start-failed'>} It did not start; it is not tried again.
   * @throws {ActorError<'name-taken'>} A child of this id is there.
   * @example
   * ```ts
   * import { actor, ask, child, memory, protocol, supervise } from '@troupe/core'
   *
   * const Half = protocol('half', { of: ask<number, number>() })
   * const half = actor(Half, () => ({ of: (n) => n / 2 }))
   *
   * const Quarter = protocol('quarter', { of: ask<number, number>() })
   * const quarter = actor(Quarter, async ({ self }) => {
   *   const helper = await self.spawn('helper', child(Half, memory(half)))
   *   return { of: async (n) => helper.ask.of(await helper.ask.of(n)) }
   * })
   *
   * await using app = await supervise({ children: { quarter: child(Quarter, memory(quarter)) } })
   * await app.children.quarter.ask.of(8) // => 2
   * await app.lookup(Half, 'app/quarter/helper')?.ask.of(6) // => 3
   * ```
   */
  spawn<Exposed>(id: string, definition: ChildDefinition<Exposed>): Promise<Exposed>
  /** Stops a spawned child for good and waits until it is gone. */
  stopChild(id: string): Promise<void>
  /** The spawned children as they are now. */
  list(): readonly ChildSummary[]
}

/** What an actor's setup receives. */
export interface ActorContext<P extends AnyProtocol = AnyProtocol> {
  /** The actor's own address: put it into messages so that others can answer. */
  readonly self: Self<P>
  /** Where it stands in the tree: `app/ocr`. */
  readonly path: string
  /** What the parent passed as `options`. */
  readonly options: OptionsOf<P>
  /** Aborted when the actor is asked to stop. */
  readonly signal: AbortSignal
  readonly log: Log
  /**
   * How many attempts before this one said that what they rely on does not work here, by throwing
   * `attempt-failed`: each is made in a fresh isolate, within one start.
   */
  readonly attempt: number
  /**
   * The ref of another actor by its path, as refs, events and errors show it: `app/ocr`. Undefined
   * where there is none that lives or will live again.
   *
   * @throws {ActorError<'invalid-argument'>} The path does not begin with the name of the app.
   * @throws {ActorError<'mismatch'>} The actor there speaks another protocol.
   */
  lookup<Q extends AnyProtocol>(protocol: Q, path: string): Promise<ActorRef<Q> | undefined>
  /** Ends this actor with reason `normal` once the messages in work are done. */
  exit(): void
  /** Tells the parent how far a long start has come. */
  progress(progress: Progress): void
  /** Runs native code that must not be interrupted; see {@link Call.native}. */
  native<T>(work: () => T | PromiseLike<T>): Promise<T>
}

/** What a handler knows of the message that it handles. */
export interface Call {
  /** Aborted when the caller gives up or its deadline passes; for a stream also when the actor is told to stop. */
  readonly signal: AbortSignal
  /** How often this message was delivered before, to incarnations that died with it. */
  readonly redelivered: number
  /** Moves these buffers into the answer instead of copying them; they are empty afterwards. */
  transfer(...buffers: ArrayBuffer[]): void
  /** Says that long legal work goes on. */
  heartbeat(): void
  /**
   * Runs native code that must not be interrupted. In a thread, a kill waits until it is done.
   * One at a time: a second call waits for the first. In an isolate that is being killed the work
   * is not begun, and the isolate ends.
   */
  native<T>(work: () => T | PromiseLike<T>): Promise<T>
}

type MaybePromise<T> = T | PromiseLike<T>

/** The function that handles one operation. */
export type Handler<O> =
  O extends Operation<'ask', infer Input, infer Output>
    ? (input: Input, call: Call) => MaybePromise<Output>
    : O extends Operation<'tell', infer Input>
      ? (input: Input, call: Call) => MaybePromise<void>
      : O extends Operation<'stream', infer Input, infer Item>
        ? (input: Input, call: Call) => AsyncIterable<Item> | Iterable<Item>
        : O extends Operation<'duplex', infer ItemIn, infer ItemOut>
          ? (items: AsyncIterable<ItemIn>, call: Call) => AsyncIterable<ItemOut>
          : never

/** What a setup returns: a handler for every operation, and how to clean up. */
export type Behaviour<Ops extends Operations = Operations> = {
  readonly [Name in keyof Ops]: Handler<Ops[Name]>
} & Partial<AsyncDisposable> &
  Partial<Disposable>

/** Makes an actor's behaviour. Runs at every start: state that it makes dies with the incarnation. */
export type Setup<P extends AnyProtocol> = (
  context: ActorContext<P>,
) => MaybePromise<Behaviour<P['operations']>>

/** What follows when a handler throws: see `onFailure` of {@link ActorOptions}. */
export type Decision = 'resume' | 'restart' | 'stop' | 'escalate'

/** How an actor runs; all optional. */
export interface ActorOptions {
  /** How many messages are handled at a time. Default: 1. */
  readonly concurrency?: number
  /** Whether a live stream keeps other messages out until it ends. Default: false. */
  readonly exclusive?: boolean
  /**
   * What follows when a handler throws: `resume` fails only that message and keeps the state,
   * `restart` crashes the actor, `stop` ends it, `escalate` crashes it and makes that the failure of
   * its supervisor, which stops all its children and ends, for its own supervisor to judge. The
   * caller is told first. Default: `resume`.
   */
  readonly onFailure?: (error: unknown) => Decision
  /**
   * Whether it runs native code that must not be interrupted. Such an actor starts only in an
   * isolate that can be killed inside native code, unless the child says `allowThread`.
   * Default: false.
   */
  readonly native?: boolean
  /**
   * Whether a message that was in work at a crash is delivered again. `at-least-once` suits work
   * that is pure; streams and messages with `transfer` are always at most once.
   * Default: `at-most-once`.
   */
  readonly delivery?: Delivery
  /** Deliveries of one message before it is parked as a dead letter with `poison`. Default: 3. */
  readonly maxDeliveries?: number
}

/** Whether a message that was in work at a crash is delivered again. */
export type Delivery = 'at-most-once' | 'at-least-once'

/** An actor's definition: inert until an isolate serves it. */
export interface Actor<P extends AnyProtocol = AnyProtocol> {
  readonly protocol: P
  readonly setup: Setup<P>
  readonly options: ActorOptions
}

/**
 * Defines an actor: what it understands and how it behaves. Nothing runs until an isolate serves it.
 *
 * By default one message is handled at a time, a throwing handler fails only that message, and a
 * live stream lets other messages in between its items.
 *
 * @throws {ActorError<'invalid-argument'>} The protocol is none, or the setup no function.
 * @see [Example: counter](../../../../examples/counter/README.md)
 * @example
 * ```ts
 * import { ask, protocol } from '@troupe/core'
 * import { actor } from '@troupe/core/actor'
 *
 * const Counter = protocol('counter', { add: ask<number, number>() })
 * const counter = actor(Counter, () => {
 *   let count = 0
 *   return { add: (by) => (count += by) }
 * })
 * counter.protocol.name // => 'counter'
 * ```
 */
export function actor<Ops extends Operations, Options>(
  protocol: Protocol<Ops, Options>,
  setup: Setup<Protocol<Ops, Options>>,
  options: ActorOptions = {},
): Actor<Protocol<Ops, Options>> {
  checkProtocol(protocol, 'pass what protocol() made: actor(Counter, setup)')
  checkFunction(
    'setup',
    setup,
    'pass a function that makes the handlers: actor(Counter, () => ({ ... }))',
  )
  return { protocol, setup, options }
}

export type { InputOf, OutputOf }
