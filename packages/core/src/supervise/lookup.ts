import type { ActorRef } from '../actor/ref.ts'
import { ActorError } from '../errors.ts'
import type { AnyProtocol } from '../protocol/protocol.ts'
import type { System } from './system.ts'

/** Finds an actor by its whole path and makes sure that it speaks the protocol. */
export function lookup<P extends AnyProtocol>(
  { names }: System,
  protocol: P,
  path: string,
): ActorRef<P> | undefined {
  const ref = names.get(path)
  if (ref === undefined) return undefined
  const { fingerprint: expected } = protocol as { fingerprint: string }
  const { fingerprint: actual } = ref.protocol as { fingerprint: string }
  if (actual === expected) return ref as unknown as ActorRef<P>
  throw new ActorError('mismatch', `${path} speaks ${actual}, but ${expected} was looked up`, {
    target: path,
    expected,
    actual,
  })
}
