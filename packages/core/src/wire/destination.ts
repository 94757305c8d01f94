import type { ActorError } from '../errors.ts'
import type { ExitReason } from '../isolate/exit.ts'
import type { OperationKind } from '../protocol/protocol.ts'
import type { Chain } from './chain.ts'
import type { Encoded } from './codec.ts'

/** One message on its way, encoded when the call was made. */
export interface Request {
  readonly kind: OperationKind
  readonly operation: string
  readonly payload: Encoded
  /** Items of a stream that the caller has room for; of a tell that came over a wire, whether its caller hears. */
  readonly credit: number
  /** How often it was in work at a crash already. */
  readonly redelivered: number
  /** Whether it waits for room where a full mailbox would refuse it. */
  readonly patient: boolean
  /** The handlers that wait for its answer. */
  readonly chain?: Chain | undefined
  /** Its id on the link that it came through, where it came through one. */
  readonly call?: number | undefined
}

/**
 * Where the course of a message is told. Exactly one of `reply`, `end` and `fail` comes, and comes
 * last; a handled tell is a `reply` with nothing in it.
 */
export interface Sink {
  /** Whether nobody hears why it failed. Default: false. */
  readonly deaf?: boolean
  /** The mailbox took it. */
  accepted?(): void
  /** Its handler began. */
  started?(): void
  /** So many milliseconds did its handler run, where somebody measures. */
  took?(milliseconds: number): void
  reply(payload: Encoded): void
  item(payload: Encoded): void
  end(): void
  fail(error: ActorError): void
  /** There is room for so many more items of a duplex's input. */
  inputCredit(items: number): void
}

/** A message that was submitted; what its caller can still say. */
export interface Submission {
  /** Whether the mailbox took it at once. */
  readonly accepted: boolean
  /** Gives up: the sink hears nothing more that matters. */
  cancel(reason: ActorError): void
  credit(items: number): void
  input(payload: Encoded): void
  endInput(): void
}

/**
 * What takes messages: an actor's near side, a pool, a fake, an actor behind another isolate, the
 * behaviour itself. Refs, relays and tests all stand on it.
 */
export interface Destination {
  submit(request: Request, sink: Sink): Submission
  /** Tells of every end of a life, where the actor lives on another side of a wire. */
  watch?(watcher: (down: Down) => void): () => void
}

/** Tells a watcher that a life of the actor is over. */
export interface Down {
  readonly path: string
  readonly reason: ExitReason
  /** Which life, counted from 1; 0 where there was none. */
  readonly incarnation: number
  /** Whether no other life follows. */
  readonly final: boolean
}

/** A submission that is over before it began. */
export const refused: Submission = {
  accepted: false,
  cancel() {},
  credit() {},
  input() {},
  endInput() {},
}
