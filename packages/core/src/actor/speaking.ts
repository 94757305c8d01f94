import { ActorError } from '../errors.ts'
import type { AnyProtocol } from '../protocol/protocol.ts'
import type { ActorRef } from './ref.ts'

/**
 * The ref, as one that speaks this protocol.
 *
 * @throws {ActorError<'mismatch'>} It speaks another.
 */
export function speaking<P extends AnyProtocol>(protocol: P, ref: ActorRef): ActorRef<P> {
  const { fingerprint: expected } = protocol as { fingerprint: string }
  const { fingerprint: actual } = ref.protocol as { fingerprint: string }
  if (actual === expected) return ref as unknown as ActorRef<P>
  const { path } = ref
  throw new ActorError(
    'mismatch',
    `${path} speaks ${actual}, but ${expected} was looked up; look it up with its own protocol`,
    {
      target: path,
      expected,
      actual,
    },
  )
}
