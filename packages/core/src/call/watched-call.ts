import { ActorError } from '../errors.ts'
import type { Encoded } from '../wire/codec.ts'
import type { Sink, Submission } from '../wire/destination.ts'
import { cancelled, type Target } from './caller.ts'
import { Expiring } from './deadline.ts'
import { onAbort } from './on-abort.ts'

/**
 * One call from its caller's view: signal and deadline give up, whatever its destination makes of
 * that. It hears of one end only, and a call that is over leaves no timer and no listener; a patient
 * one is watched only until it is accepted.
 */
export abstract class WatchedCall extends Expiring implements Sink {
  readonly target: Target
  readonly patient: boolean
  #submission: Submission | undefined
  #unlisten: (() => void) | undefined
  #watching = true
  #over = false

  constructor(target: Target, patient = false) {
    super()
    this.target = target
    this.patient = patient
  }

  /** Begins the watch, unless there is nothing to watch any more. */
  watch(submission: Submission, signal: AbortSignal | undefined, milliseconds: number): void {
    this.#submission = submission
    if (!this.#watching) return
    if (milliseconds !== Infinity) this.startDeadline(this.target.caller.clock, milliseconds)
    if (signal !== undefined)
      this.#unlisten = onAbort(signal, () => this.#giveUp(cancelled(this.target, signal.reason)))
  }

  override expire(milliseconds: number): void {
    this.#giveUp(timedOut(this.target, milliseconds))
  }

  #giveUp(reason: ActorError): void {
    this.#submission!.cancel(reason)
    this.fail(reason)
  }

  #rest(): void {
    this.#watching = false
    this.endDeadline()
    this.#unlisten?.()
    this.#unlisten = undefined
  }

  /** Whether this is its end: the first one is. */
  #ends(): boolean {
    if (this.#over) return false
    this.#over = true
    this.#rest()
    return true
  }

  accepted(): void {
    if (this.patient) this.#rest()
    this.onAccepted()
  }

  reply(payload: Encoded): void {
    if (this.#ends()) this.onReply(payload)
  }

  end(): void {
    if (this.#ends()) this.onEnd()
  }

  fail(error: ActorError): void {
    if (this.#ends()) this.onFail(error)
  }

  item(_payload: Encoded): void {}
  inputCredit(_items: number): void {}

  protected onAccepted(): void {}
  protected onReply(_payload: Encoded): void {}
  protected onEnd(): void {}
  protected abstract onFail(error: ActorError): void
}

function timedOut({ path, operation }: Target, milliseconds: number): ActorError {
  return new ActorError(
    'timeout',
    `${path}.${operation} gave no answer within ${milliseconds} ms; allow more with { deadline }, or look at what keeps the actor busy`,
    { target: path, operation, milliseconds },
  )
}
