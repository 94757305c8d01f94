/** Why an incarnation of an actor ended. Plain data: it crosses isolates and lands in logs as it is. */
export type ExitReason =
  /** It ended by itself, its work done. */
  | { readonly type: 'normal' }
  /** It was asked to stop and did. */
  | { readonly type: 'shutdown' }
  /**
   * An uncaught throw or an unhandled rejection, or a handler's failure that `onFailure` did not let
   * pass. `escalate`: it asked that its failure be its supervisor's.
   */
  | { readonly type: 'error'; readonly error: unknown; readonly escalate?: true }
  /** It left through `process.exit` or the like, without a goodbye. */
  | { readonly type: 'exit'; readonly code: number }
  /** The operating system ended it, for example SIGSEGV or a foreign SIGKILL. */
  | { readonly type: 'signal'; readonly signal: string }
  | { readonly type: 'out-of-memory'; readonly limit?: number }
  /** It had work and made no progress. */
  | { readonly type: 'stalled'; readonly milliseconds: number }
  | { readonly type: 'start-failed'; readonly error: unknown }
  /** It did not stop in time, or was told to die at once. */
  | { readonly type: 'killed' }
  /** It is gone and nothing says why. */
  | { readonly type: 'vanished' }
  /** A supervisor that used up its restarts; `reason` is the last end of the child that did it. */
  | { readonly type: 'gave-up'; readonly child: string; readonly reason: ExitReason }
  /** A supervisor whose child made its failure, `reason`, the supervisor's own. */
  | { readonly type: 'escalated'; readonly child: string; readonly reason: ExitReason }
  /** There never was such an actor, or it was gone before. */
  | { readonly type: 'no-actor' }

/**
 * Whether a `transient` child that ends like this is restarted.
 * @example
 * ```ts
 * import { isAbnormal } from '@troupe/core'
 *
 * isAbnormal({ type: 'shutdown' }) // => false
 * isAbnormal({ type: 'signal', signal: 'SIGSEGV' }) // => true
 * ```
 */
export function isAbnormal(reason: ExitReason): boolean {
  return reason.type !== 'normal' && reason.type !== 'shutdown'
}

/** What was thrown, where that is why; also below a supervisor that ended for it. */
export function causeOf(reason: ExitReason): unknown {
  if ('reason' in reason) return causeOf(reason.reason)
  return 'error' in reason ? reason.error : undefined
}

/**
 * A reason in words, for messages and logs.
 * @example
 * ```ts
 * import { describeExit } from '@troupe/core'
 *
 * describeExit({ type: 'exit', code: 3 }) // => 'exit code 3'
 * ```
 */
export function describeExit(reason: ExitReason): string {
  switch (reason.type) {
    case 'error':
    case 'start-failed':
      return `${reason.type} (${reason.error instanceof Error ? reason.error.message : String(reason.error)})`
    case 'exit':
      return `exit code ${reason.code}`
    case 'signal':
      return `signal ${reason.signal}`
    case 'stalled':
      return `stalled for ${Math.round(reason.milliseconds)} ms`
    case 'gave-up':
      return `gave up on ${reason.child}: ${describeExit(reason.reason)}`
    case 'escalated':
      return `escalated from ${reason.child}: ${describeExit(reason.reason)}`
    default:
      return reason.type
  }
}
