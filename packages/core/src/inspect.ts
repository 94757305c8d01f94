import type { Outcome } from './actor/delivery.ts'
import type { Progress } from './actor/actor.ts'
import type { ActorError } from './errors.ts'
import type { ExitReason } from './isolate/exit.ts'
import type { OperationKind } from './protocol/protocol.ts'
import type { LogLevel } from './wire/frame.ts'

/**
 * What happens in a system, as it happens. `path` says where; `at` is the system clock's time in
 * milliseconds.
 */
export type InspectionEvent = { readonly path: string; readonly at: number } & (
  | {
      readonly type: 'child-starting'
      readonly incarnation: number
      readonly kind: string
      /** A spare takes over. */
      readonly standby?: boolean
    }
  | {
      readonly type: 'child-ready'
      readonly incarnation: number
      readonly milliseconds: number
      readonly pid?: number
    }
  | { readonly type: 'child-exited'; readonly incarnation: number; readonly reason: ExitReason }
  | { readonly type: 'child-stopping'; readonly incarnation: number }
  | { readonly type: 'child-killed'; readonly incarnation: number }
  /**
   * The app itself was blocked or frozen for so long while it waited for a child to start or stop;
   * that time is not counted.
   */
  | { readonly type: 'lagged'; readonly milliseconds: number }
  | { readonly type: 'standby-starting' }
  | {
      /** A spare is up and waits to take over. */
      readonly type: 'standby-ready'
      readonly milliseconds: number
      readonly pid?: number
    }
  /** A spare ended that nobody had used. Another is made, after the child's backoff. */
  | { readonly type: 'standby-exited'; readonly reason: ExitReason }
  | {
      /** So many spares failed in a row that no other is made before the child restarts. */
      readonly type: 'standby-gave-up'
      readonly failures: number
      readonly reason: ExitReason
    }
  | {
      readonly type: 'restart-scheduled'
      readonly delay: number
      readonly restarts: number
      readonly reason: ExitReason
    }
  | {
      readonly type: 'gave-up'
      readonly child: string
      readonly restarts: number
      readonly reason: ExitReason
    }
  | { readonly type: 'progress'; readonly progress: Progress }
  | {
      readonly type: 'log'
      readonly level: LogLevel
      readonly message: string
      readonly details?: unknown
    }
  | { readonly type: 'output'; readonly stream: 'stdout' | 'stderr'; readonly line: string }
  | {
      /** Nobody handled a message and nobody will: what it was, for whoever has use for it. */
      readonly type: 'dead-letter'
      readonly kind: OperationKind
      readonly operation: string
      readonly message: unknown
      readonly error: ActorError
    }
  | {
      /** A message ended, in exactly one of four ways. */
      readonly type: 'message'
      readonly kind: OperationKind
      readonly operation: string
      readonly outcome: Outcome
      readonly error?: ActorError
      /** From the call to its end. */
      readonly milliseconds: number
      /**
       * How much of that its handler ran, for asks and tells whose handler came to its end; less
       * than 0.1 counts as 0. The rest is waiting and crossing.
       */
      readonly compute?: number
      /** Times that its handler had begun when an incarnation died. */
      readonly redelivered: number
    }
)

/** An event as its source tells it; the system adds the time. */
export type News = InspectionEvent extends infer Event
  ? Event extends InspectionEvent
    ? Omit<Event, 'at'>
    : never
  : never

/** How a message ended. */
export type MessageEnd = Extract<InspectionEvent, { type: 'message' }>

/** A message that begins its way, as a tracer sees it. */
export interface TracedMessage {
  readonly path: string
  /** The name of the actor's protocol. */
  readonly protocol: string
  readonly kind: OperationKind
  readonly operation: string
  /** It was sent from inside an isolate: whatever is going on where it is told of is not its cause. */
  readonly relayed: boolean
  /** What the tracer made of the message whose handler waits for this one. */
  readonly parent?: MessageTrace
}

/** What follows one message. */
export interface MessageTrace {
  /** It ended; comes once. */
  ended(how: MessageEnd): void
}

/**
 * Called for every message when it is sent, in the turn of the sender where that is in the app. What it
 * throws, or its trace, is reported and does no harm.
 */
export type Tracer = (message: TracedMessage) => MessageTrace | undefined

/** Hears every event; what it throws is reported and does no harm. */
export type Inspector = (event: InspectionEvent) => void

/**
 * Hears of one message that ended well, as numbers: the actor's path, milliseconds from the call to
 * its end, and how much of that its handler ran, where that is known.
 */
export type MessageCounter = (
  path: string,
  milliseconds: number,
  compute: number | undefined,
) => void
