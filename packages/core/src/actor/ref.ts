import type { Call } from './actor.ts'
import type { AnyProtocol, Operation, Operations } from '../protocol/protocol.ts'

/** How one message is sent; all optional. */
export interface SendOptions {
  /** Gives up when aborted: a queued message never crosses, a running one sees `call.signal`. */
  readonly signal?: AbortSignal
  /** Milliseconds until the call fails with `timeout`. Default: the system's `deadline`. */
  readonly deadline?: number
  /** Buffers to move instead of copying. They are empty afterwards, and the message is delivered at most once. */
  readonly transfer?: readonly (ArrayBuffer | ArrayBufferView)[]
}

/**
 * Sends a message and resolves with its answer.
 *
 * Inside a handler, `call` may stand for the options: the ask is cancelled when the caller gives up
 * or its deadline passes. An ask that can never be answered, because the target waits for whoever
 * asks, fails at once with `cycle`; where an actor handles several messages at a time, only `call`
 * tells which one asks.
 */
export type Ask<Input, Output> = (
  ...args: undefined extends Input
    ? [input?: Input, options?: SendOptions | Call]
    : [input: Input, options?: SendOptions | Call]
) => Promise<Output>

/** Sends a message without an answer. */
export interface Tell<Input> {
  /** Whether the mailbox took it; what it refuses becomes a dead letter. */
  (
    ...args: undefined extends Input
      ? [input?: Input, options?: Pick<SendOptions, 'transfer'>]
      : [input: Input, options?: Pick<SendOptions, 'transfer'>]
  ): boolean
  /** Waits until the mailbox has room for it. */
  accepted(
    ...args: undefined extends Input
      ? [input?: Input, options?: SendOptions | Call]
      : [input: Input, options?: SendOptions | Call]
  ): Promise<void>
}

/** Opens a stream of answers. Leaving the loop cancels it. */
export type Stream<Input, Item> = (
  ...args: undefined extends Input
    ? [input?: Input, options?: SendOptions | Call]
    : [input: Input, options?: SendOptions | Call]
) => AsyncIterableIterator<Item>

/** Opens a stream in both directions. */
export type Duplex<ItemIn, ItemOut> = (
  items: AsyncIterable<ItemIn> | Iterable<ItemIn>,
  options?: SendOptions | Call,
) => AsyncIterableIterator<ItemOut>

type OfKind<Ops extends Operations, Kind> = {
  [Name in keyof Ops as Ops[Name]['kind'] extends Kind ? Name : never]: Ops[Name]
}

/**
 * An actor's address. It survives restarts, can be compared, logged, awaited and sent in messages.
 */
export interface ActorRef<P extends AnyProtocol = AnyProtocol> {
  readonly protocol: P
  /** Unique and stable: `nanoid`. */
  readonly address: string
  /** Where it stands in the tree: `app/ocr`. */
  readonly path: string
  readonly ask: {
    readonly [
      Name in keyof OfKind<P['operations'], 'ask'>
    ]: P['operations'][Name] extends Operation<'ask', infer I, infer O> ? Ask<I, O> : never
  }
  readonly tell: {
    readonly [
      Name in keyof OfKind<P['operations'], 'tell'>
    ]: P['operations'][Name] extends Operation<'tell', infer I> ? Tell<I> : never
  }
  readonly stream: {
    readonly [
      Name in keyof OfKind<P['operations'], 'stream'>
    ]: P['operations'][Name] extends Operation<'stream', infer I, infer O> ? Stream<I, O> : never
  }
  readonly duplex: {
    readonly [
      Name in keyof OfKind<P['operations'], 'duplex'>
    ]: P['operations'][Name] extends Operation<'duplex', infer I, infer O> ? Duplex<I, O> : never
  }
}
