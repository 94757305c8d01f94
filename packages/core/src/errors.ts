import type { ExitReason } from './isolate/exit.ts'

/**
 * What every {@link ActorError} code carries in `details`. Packages add codes of their own by
 * declaration merging; within one package the table is closed.
 */
export interface ErrorDetails {
  /** A deadline passed before the answer came. */
  timeout: { target: string; operation: string; milliseconds: number }
  /**
   * The ask could never be answered: its target is busy with an ask that waits for this one. `path`
   * names who waits for whom, from the target to the target.
   */
  cycle: { target: string; operation: string; path: readonly string[] }
  /** The actor's isolate died while it worked on the message, or the actor is gone for good. */
  down: { target: string; operation?: string; reason: ExitReason }
  /** The handler threw; `cause` is what it threw. The actor lives on. */
  thrown: { target: string; operation: string }
  /** The caller gave up; `cause` is the signal's reason. */
  cancelled: { target: string; operation: string }
  /** A full mailbox refused or dropped the message. */
  overflow: { target: string; operation: string; capacity: number; policy: string }
  /** A value cannot cross to another isolate. `path` points to it, for example `message.image.done`. */
  'not-serializable': { path: string; type: string }
  /** The message does not fit what the actor accepts. Bad input never restarts an actor. */
  'invalid-message': { target: string; operation: string; issues: readonly string[] }
  /** The two sides do not speak the same protocol. */
  mismatch: { target: string; expected: string; actual: string }
  /** A child did not start. `phase` says how far it came. */
  'start-failed': { target: string; phase: StartPhase }
  /** A start, or a life, failed with what this attempt relies on; the next relies on something else. */
  'attempt-failed': { target: string; attempt: number }
  /** A message was in work at every one of `deliveries` crashes and is parked as a dead letter. */
  poison: { target: string; operation: string; deliveries: number }
  /** A bare frame or payload could not be decoded. */
  undecodable: { target: string; bytes: number }
  /** A name, id or option is wrong; `hint` says what is right. */
  'invalid-argument': { argument: string; hint: string }
  /** The name is taken by another actor. */
  'name-taken': { name: string; owner: string }
  /** The isolate kind cannot do what was asked. */
  unsupported: { feature: string; kind: string }
}

/** How far a start came: making the isolate, loading its module, greeting, the actor's own setup. */
export type StartPhase = 'spawn' | 'import' | 'handshake' | 'setup' | 'timeout'

/** A code of {@link ActorError}. */
export type ErrorCode = keyof ErrorDetails

const marker = Symbol.for('@troupe/core/ActorError')

/** The page with an entry for every code. The package brings it along, of its own version. */
const page = '@troupe/core/docs/errors.md'

/**
 * The one error class of Troupe: a closed table of codes, each with typed details.
 *
 * Its message says what happened, to what, and what to do; `help` leads to the entry of its code,
 * with all causes and remedies, and is printed with the error.
 *
 * It is recognised through a marker that survives isolates and several copies of this package, so
 * use {@link ActorError.is} instead of `instanceof`.
 *
 * @example
 * ```ts
 * import { ActorError } from '@troupe/core'
 *
 * const error: unknown = new ActorError('timeout', 'ocr.read took longer than 2000 ms', {
 *   target: 'ocr', operation: 'read', milliseconds: 2_000,
 * })
 * if (ActorError.is(error, 'timeout')) error.details.milliseconds // => 2000
 * if (ActorError.is(error)) error.help // => '@troupe/core/docs/errors.md#timeout'
 * ```
 */
export class ActorError<Code extends ErrorCode = ErrorCode> extends Error {
  override readonly name = 'ActorError'
  readonly code: Code
  readonly details: ErrorDetails[Code]
  /** Where the code's causes and remedies stand, below `node_modules`. */
  readonly help: string

  constructor(
    code: Code,
    message: string,
    details: ErrorDetails[Code],
    options?: { cause?: unknown },
  ) {
    super(message, options)
    this.code = code
    this.details = details
    this.help = `${page}#${code}`
    Object.defineProperty(this, marker, { value: true })
  }

  /** Whether `error` is an ActorError, of `code` when one is given. */
  static is(error: unknown): error is ActorError
  static is<Code extends ErrorCode>(error: unknown, code: Code): error is ActorError<Code>
  static is(error: unknown, code?: ErrorCode): boolean {
    return (
      typeof error === 'object' &&
      error !== null &&
      marker in error &&
      (code === undefined || (error as unknown as ActorError).code === code)
    )
  }
}
