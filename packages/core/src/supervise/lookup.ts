import { checkProtocol } from '../argument.ts'
import type { ActorRef } from '../actor/ref.ts'
import { speaking } from '../actor/speaking.ts'
import type { AnyProtocol } from '../protocol/protocol.ts'
import type { System } from './system.ts'

/** Finds an actor by its whole path and makes sure that it speaks the protocol. */
export function lookup<P extends AnyProtocol>(
  { names }: System,
  protocol: P,
  path: string,
): ActorRef<P> | undefined {
  checkProtocol(protocol, 'pass the protocol that the actor speaks')
  const ref = names.get(path)
  return ref && speaking(protocol, ref)
}
