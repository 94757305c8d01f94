import { ActorError } from '../errors.ts'
import { encode, type Encoded } from '../wire/codec.ts'
import type { CallScope } from './call-scope.ts'

/** A handler's failure as its caller gets it. An ActorError that the handler threw stays itself. */
export function failureOf(error: unknown, target: string, operation: string): ActorError {
  if (ActorError.is(error)) return error
  const words = error instanceof Error ? error.message : String(error)
  return new ActorError(
    'thrown',
    `${target}.${operation} threw: ${words}`,
    { target, operation },
    { cause: error },
  )
}

/** Encodes an answer, moving what the handler asked to be moved. */
export function encodeAnswer(value: unknown, scope: CallScope, target: string, operation: string): Encoded {
  try {
    return encode(value, scope.takeMoving())
  } catch (error) {
    if (!ActorError.is(error, 'not-serializable')) throw error
    const { path, type } = error.details
    const place = path.replace(/^message/, 'answer')
    throw new ActorError('not-serializable', `${target}.${operation}: ${place} is ${type}, which cannot cross to another isolate`, { path: place, type })
  }
}
