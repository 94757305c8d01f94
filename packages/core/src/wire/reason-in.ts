import { ActorError } from '../errors.ts'
import { decode, type Encoded, type RefResolver } from './codec.ts'

/** Why something failed or was cancelled, as it stands in a frame. */
export function reasonIn(body: Encoded, refs: RefResolver): ActorError {
  let reason: unknown
  try {
    reason = decode(body, refs)
  } catch (error) {
    reason = error
  }
  if (ActorError.is(reason)) return reason
  return new ActorError(
    'undecodable',
    'A reason arrived that is no ActorError',
    { target: 'reason', bytes: body.end - body.start },
    { cause: reason },
  )
}
