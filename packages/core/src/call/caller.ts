import type { Destination, Request, Submission } from '../wire/destination.ts'
import type { Clock } from '../clock.ts'
import { ActorError } from '../errors.ts'
import type { OperationKind } from '../protocol/protocol.ts'
import type { Chain } from '../wire/chain.ts'
import { encode, type Encoded, type RefResolver } from '../wire/codec.ts'
import { checkGiven, type Given, none } from './given.ts'
import type { WatchedCall } from './watched-call.ts'

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
 * Submits a message; its signal and its deadline are watched until the call is over.
 *
 * @param milliseconds The deadline, unless the options have their own.
 */
export function submit(
  target: Target,
  payload: Encoded,
  options: Given,
  call: WatchedCall,
  milliseconds = Infinity,
  credit = 0,
): Submission {
  const request = requestOf(target, payload, credit, call.patient, options.chain)
  const submission = target.destination.submit(request, call)
  call.watch(submission, options.signal, options.deadline ?? milliseconds)
  return submission
}

/** The message as its destination gets it. */
export function requestOf(
  { kind, operation, caller }: Target,
  payload: Encoded,
  credit: number,
  patient: boolean,
  chain?: Chain,
): Request {
  return {
    kind,
    operation,
    payload,
    credit,
    redelivered: 0,
    patient,
    // Nobody waits for a tell.
    chain: kind === 'tell' ? undefined : (chain ?? caller.chain?.()),
    call: undefined,
  }
}

/**
 * Encodes what goes to a target, unless its options are refused: what is moved away does not come back.
 * What cannot cross fails with the name of the operation.
 */
export function encodeFor(target: Target, value: unknown, options: Given = none): Encoded {
  checkGiven(target, options)
  const { path, operation } = target
  try {
    return encode(value, options.transfer)
  } catch (error) {
    if (!ActorError.is(error, 'not-serializable')) throw error
    throw new ActorError(
      'not-serializable',
      `${path}.${operation}: ${error.message}`,
      error.details,
      { cause: error.cause },
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
