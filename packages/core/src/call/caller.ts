import type { Destination, Request, Sink, Submission } from '../wire/destination.ts'
import type { Clock } from '../clock.ts'
import { ActorError } from '../errors.ts'
import type { OperationKind } from '../protocol/protocol.ts'
import type { Chain } from '../wire/chain.ts'
import { encode, type Encoded, type RefResolver } from '../wire/codec.ts'
import { deadline } from './deadline.ts'
import type { Given } from './given.ts'
import { onAbort } from './on-abort.ts'

/** Who calls: the time it goes by, and how it reads the refs that it is sent. */
export interface Caller {
  readonly clock: Clock
  readonly refs: RefResolver
  /** Milliseconds after which an ask without a deadline of its own fails. */
  readonly deadline: number
  /** Who waits for what is asked now, where that is known. */
  chain?(): Chain | undefined
}

/** One operation of one actor, as its ref knows it. */
export interface Target {
  readonly caller: Caller
  readonly destination: Destination
  readonly path: string
  readonly kind: OperationKind
  readonly operation: string
}

/**
 * Submits a message and watches over it: signal and deadline give up, whatever its destination
 * makes of that. A call that is over leaves no timer and no listener; a patient one is watched only
 * until it is accepted.
 */
export function submit(
  target: Target,
  payload: Encoded,
  options: Given,
  sink: Sink,
  extras: { credit?: number; deadline?: number; patient?: boolean } = {},
): Submission {
  const { credit = 0, patient = false } = extras
  const watched = new Watched(sink, patient)
  // Nobody waits for a tell.
  const chain = target.kind === 'tell' ? undefined : (options.chain ?? target.caller.chain?.())
  const request: Request = {
    kind: target.kind,
    operation: target.operation,
    payload,
    credit,
    redelivered: 0,
    patient,
    ...(chain && { chain }),
  }
  const submission = target.destination.submit(request, watched)
  const giveUp = (reason: ActorError): void => {
    submission.cancel(reason)
    watched.fail(reason)
  }
  const { signal, deadline: milliseconds = extras.deadline ?? Infinity } = options
  if (milliseconds !== Infinity) {
    watched.until(() =>
      deadline(target.caller.clock, milliseconds, () => giveUp(timedOut(target, milliseconds))),
    )
  }
  if (signal !== undefined) {
    watched.until(() => onAbort(signal, () => giveUp(cancelled(target, signal.reason))))
  }
  return submission
}

/** Encodes what goes to a target; what cannot cross fails with the name of the operation. */
export function encodeFor(
  { path, operation }: Target,
  value: unknown,
  transfer?: Given['transfer'],
): Encoded {
  try {
    return encode(value, transfer)
  } catch (error) {
    if (!ActorError.is(error, 'not-serializable')) throw error
    throw new ActorError(
      'not-serializable',
      `${path}.${operation}: ${error.message}`,
      error.details,
    )
  }
}

/** Why a call ended whose signal was aborted. */
export function cancelled(
  { path, operation }: Pick<Target, 'path' | 'operation'>,
  reason: unknown,
): ActorError {
  return new ActorError(
    'cancelled',
    `${path}.${operation} was cancelled by its caller`,
    { target: path, operation },
    { cause: reason },
  )
}

function timedOut({ path, operation }: Target, milliseconds: number): ActorError {
  return new ActorError(
    'timeout',
    `${path}.${operation} gave no answer within ${milliseconds} ms; allow more with { deadline }, or look at what keeps the actor busy`,
    { target: path, operation, milliseconds },
  )
}

/** Passes on what is told of a call, its end only once, and ends the watch over it. */
class Watched implements Sink {
  readonly #sink: Sink
  readonly #patient: boolean
  readonly #unwatch: (() => void)[] = []
  #watching = true
  #over = false

  constructor(sink: Sink, patient: boolean) {
    this.#sink = sink
    this.#patient = patient
  }

  /** Begins a watch, unless there is nothing to watch any more. */
  until(watch: () => () => void): void {
    if (this.#watching) this.#unwatch.push(watch())
  }

  #rest(): void {
    this.#watching = false
    for (const stop of this.#unwatch.splice(0)) stop()
  }

  #last(tell: () => void): void {
    if (this.#over) return
    this.#over = true
    this.#rest()
    tell()
  }

  accepted(): void {
    if (this.#patient) this.#rest()
    this.#sink.accepted?.()
  }

  started(): void {
    this.#sink.started?.()
  }

  inputCredit(items: number): void {
    this.#sink.inputCredit(items)
  }

  item(payload: Encoded): void {
    this.#sink.item(payload)
  }

  reply(payload: Encoded): void {
    this.#last(() => this.#sink.reply(payload))
  }

  end(): void {
    this.#last(() => this.#sink.end())
  }

  fail(error: ActorError): void {
    this.#last(() => this.#sink.fail(error))
  }
}
