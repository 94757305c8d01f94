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

/** Hears every event; what it throws is reported and does no harm. */
export type Inspector = (event: InspectionEvent) => void
