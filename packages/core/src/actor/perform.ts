import { ActorError } from '../errors.ts'
import { encode, type Encoded } from '../wire/codec.ts'
import { wordsOf } from '../wire/error-codec.ts'
import type { Request } from '../wire/destination.ts'
import type { Actor, Decision } from './actor.ts'
import type { CallScope } from './call-scope.ts'

/** A handler's failure as its caller gets it. An ActorError that the handler threw stays itself. */
export function failureOf(error: unknown, target: string, operation: string): ActorError {
  if (isActorError(error)) return error
  return new ActorError(
    'thrown',
    `${target}.${operation} threw: ${wordsOf(error)}`,
    { target, operation },
    { cause: error },
  )
}

/** The failure of a message that the actor has no handler for. */
export function unknownOperation(
  { protocol }: Actor,
  target: string,
  { kind, operation }: Request,
): ActorError {
  const known = Object.keys(protocol.operations as object).join(', ')
  return new ActorError(
    'invalid-message',
    `${target} has no ${kind} "${operation}"; it has ${known}`,
    { target, operation, issues: [`unknown ${kind}`] },
  )
}

/** What the actor makes of a failure; one that fails at that as well is beyond help. */
export function decide({ options }: Actor, error: unknown): Decision {
  try {
    return options.onFailure?.(error) ?? 'resume'
  } catch {
    return 'restart'
  }
}

/** Whatever was thrown: even looking at it may throw. */
function isActorError(error: unknown): error is ActorError {
  try {
    return ActorError.is(error)
  } catch {
    return false
  }
}

/** Encodes an answer, moving what the handler asked to be moved. */
export function encodeAnswer(
  value: unknown,
  scope: CallScope,
  target: string,
  operation: string,
): Encoded {
  try {
    return encode(value, scope.takeMoving())
  } catch (error) {
    if (!ActorError.is(error, 'not-serializable')) throw error
    const { path, type } = error.details
    throw new ActorError(
      'not-serializable',
      `${target}.${operation}: ${error.message.replace(/^message/, 'answer')}`,
      { path: path.replace(/^message/, 'answer'), type },
      { cause: error.cause },
    )
  }
}
