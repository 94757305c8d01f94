import type { Destination, Request, Sink, Submission } from '../actor/destination.ts'
import type { SendOptions } from '../actor/ref.ts'
import type { Clock } from '../clock.ts'
import { ActorError } from '../errors.ts'
import type { OperationKind } from '../protocol/protocol.ts'
import { encode, type Encoded, type RefResolver } from '../wire/codec.ts'

/** Who calls: the time it goes by, and how it reads the refs that it is sent. */
export interface Caller {
  readonly clock: Clock
  readonly refs: RefResolver
  /** Milliseconds after which an ask without a deadline of its own fails. */
  readonly deadline: number
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
 * Submits a message and watches over it: signal and deadline give up, and `settled` takes the
 * watch away again, so that a call that is over leaves no timer and no listener.
 */
export function submit(
  target: Target,
  payload: Encoded,
  options: SendOptions,
  sink: Sink,
  extras: { credit?: number; deadline?: number; patient?: boolean } = {},
): Submission {
  const { signal } = options
  const unwatch: (() => void)[] = []
  const settled = (): void => unwatch.forEach((stop) => stop())
  const watched = watching(sink, settled)
  const request: Request = {
    kind: target.kind,
    operation: target.operation,
    payload,
    credit: extras.credit ?? 0,
    redelivered: 0,
    patient: extras.patient ?? false,
  }
  const submission = target.destination.submit(request, watched)
  if (watched.over) return submission
  const milliseconds = options.deadline ?? extras.deadline ?? Infinity
  if (milliseconds !== Infinity) {
    unwatch.push(target.caller.clock.after(milliseconds, () => submission.cancel(timedOut(target, milliseconds))))
  }
  if (signal !== undefined) {
    const abort = (): void => submission.cancel(cancelled(target, signal.reason))
    signal.addEventListener('abort', abort)
    unwatch.push(() => signal.removeEventListener('abort', abort))
  }
  return submission
}

/** Encodes what goes to a target; what cannot cross fails with the name of the operation. */
export function encodeFor({ path, operation }: Target, value: unknown, transfer?: SendOptions['transfer']): Encoded {
  try {
    return encode(value, transfer)
  } catch (error) {
    if (!ActorError.is(error, 'not-serializable')) throw error
    throw new ActorError('not-serializable', `${path}.${operation}: ${error.message}`, error.details)
  }
}

/** Why a call ended whose signal was aborted. */
export function cancelled({ path, operation }: Pick<Target, 'path' | 'operation'>, reason: unknown): ActorError {
  return new ActorError('cancelled', `${path}.${operation} was cancelled by its caller`, { target: path, operation }, { cause: reason })
}

function timedOut({ path, operation }: Target, milliseconds: number): ActorError {
  return new ActorError(
    'timeout',
    `${path}.${operation} gave no answer within ${milliseconds} ms; allow more with { deadline }, or look at what keeps the actor busy`,
    { target: path, operation, milliseconds },
  )
}

function watching(sink: Sink, settled: () => void): Sink & { over: boolean } {
  const last = (tell: () => void): void => {
    if (watched.over) return
    watched.over = true
    settled()
    tell()
  }
  const watched = {
    over: false,
    accepted: () => sink.accepted?.(),
    started: () => sink.started?.(),
    inputCredit: (items: number) => sink.inputCredit(items),
    item: (payload: Encoded) => sink.item(payload),
    reply: (payload: Encoded) => last(() => sink.reply(payload)),
    end: () => last(() => sink.end()),
    fail: (error: ActorError) => last(() => sink.fail(error)),
  }
  return watched
}
