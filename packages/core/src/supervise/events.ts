import type { ExitReason } from '../isolate/exit.ts'
import type { ChildSpec, Limit } from './spec.ts'

/** Names a call of the management API until its `answer`. The driver chooses it, once. */
export type RequestId = number

/** Names an armed timer. The supervisor counts them up, so none is ever meant twice. */
export type TimerId = number

/** Which life of which child. Incarnations of a child count from 1. */
export interface Life {
  readonly id: string
  readonly incarnation: number
}

/** What a supervisor hears. Plain data. What comes from a life that is over changes nothing. */
export type SupervisorEvent =
  /** Start the children of the spec, in order. Ends in `started` or in `exited`. */
  | { readonly type: 'start' }
  /**
   * Stop the children, last first, then exit. `drain`: let each finish what waits, so long; a
   * second stop without it ends that.
   */
  | { readonly type: 'stop'; readonly drain?: Limit }
  /** End all children at once by force, then exit. Also after `stop`. */
  | { readonly type: 'kill' }
  /** It is up: its setup is done and it takes messages. */
  | ({ readonly type: 'ready' } & Life)
  /** Its start goes on: the start timeout begins anew. */
  | ({ readonly type: 'progressed' } & Life)
  /** Nothing waits for it any more: the answer to `drain`. */
  | ({ readonly type: 'drained' } & Life)
  /**
   * The driver found that it must die, for example that it stalled. It is killed, and judged by
   * this reason when it is gone.
   */
  | ({ readonly type: 'condemned'; readonly reason: ExitReason } & Life)
  /**
   * It is really gone; comes once for each `start`, and last. Before `ready` it is a failed start,
   * or with `normal` a child that has nothing to do.
   */
  | ({ readonly type: 'exited'; readonly reason: ExitReason } & Life)
  /** An armed timer is due. */
  | { readonly type: 'fired'; readonly timer: TimerId; readonly child: string }
  /** Add a child at the end. Answered when it is up. */
  | { readonly type: 'start-child'; readonly request: RequestId; readonly spec: ChildSpec }
  /** Stop a child for good. Answered when it is gone; a temporary or dynamic one is forgotten. */
  | {
      readonly type: 'stop-child'
      readonly request: RequestId
      readonly id: string
      readonly drain?: Limit
    }
  /** Start a stopped child again. Answered when it is up. */
  | { readonly type: 'restart-child'; readonly request: RequestId; readonly id: string }
  /** Forget a stopped child. */
  | { readonly type: 'delete-child'; readonly request: RequestId; readonly id: string }

/** What a supervisor wants done, in this order. Plain data. */
export type Command =
  /** Begin this life. Answer with `ready` or `exited`. */
  | ({ readonly type: 'start' } & Life)
  /** It is up: give it messages. `milliseconds` since its `start`. */
  | ({ readonly type: 'up'; readonly milliseconds: number } & Life)
  /**
   * Take no new messages for it. Answer with `drained` once none waits; after `limit` it is stopped
   * anyhow. A supervisor stops with this `drain`, and answers with `exited`.
   */
  | ({ readonly type: 'drain'; readonly limit: Limit } & Life)
  /** Ask it to stop in order. */
  | ({ readonly type: 'stop' } & Life)
  /** End it by force. */
  | ({ readonly type: 'kill' } & Life)
  /** It was killed and is not gone: let nothing of it through any more. `down` follows at once. */
  | ({ readonly type: 'fence' } & Life)
  /** This life is over: tell its watchers. `asked`: because it was stopped or killed by order. */
  | ({ readonly type: 'down'; readonly reason: ExitReason; readonly asked: boolean } & Life)
  /** No other life follows, unless a `start` says so: what waits for it fails. */
  | { readonly type: 'closed'; readonly id: string; readonly reason: ExitReason }
  /** The child is dropped; its id is free. Always after `closed`. At the end: all but the spec's. */
  | { readonly type: 'forgotten'; readonly id: string }
  | {
      readonly type: 'arm'
      readonly timer: TimerId
      readonly child: string
      readonly milliseconds: number
    }
  | { readonly type: 'disarm'; readonly timer: TimerId }
  /** The one answer to a request. */
  | { readonly type: 'answer'; readonly request: RequestId; readonly outcome: Outcome }
  /** Every child of the spec is up. */
  | { readonly type: 'started' }
  /** The supervisor is over and all children are gone. Comes once and last, `started` or not. */
  | { readonly type: 'exited'; readonly reason: ExitReason }
  /** What no other command tells and people want to see. */
  | { readonly type: 'report'; readonly report: Report }

/** News for inspection. */
export type Report =
  /** A restart was decided; it begins after `delay` ms. `restarts` are in the window, with this one. */
  | {
      readonly type: 'restart-scheduled'
      readonly id: string
      readonly reason: ExitReason
      readonly delay: number
      readonly restarts: number
    }
  /** The restarts are used up, the last one not done; or the child escalated. `restarts`: when. */
  | {
      readonly type: 'gave-up'
      readonly id: string
      readonly reason: ExitReason
      readonly restarts: readonly number[]
    }

/** How a request ended. */
export type Outcome =
  /** The child is up. */
  | { readonly type: 'started'; readonly incarnation: number }
  /** The child ended before it was up, with reason `normal`: it has nothing to do, and that is fine. */
  | { readonly type: 'ignored' }
  /** The child is stopped, or deleted. */
  | { readonly type: 'done' }
  /** The child did not start. It is not tried again. */
  | { readonly type: 'failed'; readonly error: unknown }
  | { readonly type: 'refused'; readonly refusal: Refusal }

/** Why a request changed nothing. */
export type Refusal =
  /** A child of this id runs, starts or is not gone yet. */
  | 'already-started'
  /** A child of this id is known, and stopped or restarting. */
  | 'already-present'
  /** Only a stopped child can be restarted or deleted. */
  | 'running'
  | 'restarting'
  | 'not-found'
  /** A dynamic supervisor forgets what is stopped. */
  | 'unsupported'
  | 'max-children'
  /** The child was stopped before it was up. */
  | 'stopped'
  /** The supervisor stops, or is over. */
  | 'stopping'
