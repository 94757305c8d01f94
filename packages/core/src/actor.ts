/**
 * What an actor's module needs and no more: no supervision and no XState come along.
 *
 * @module
 */

export { actor } from './actor/actor.ts'
export type {
  Actor,
  ActorContext,
  ActorOptions,
  Behaviour,
  Decision,
  Call,
  Delivery,
  Handler,
  Log,
  Progress,
  Self,
  Setup,
} from './actor/actor.ts'
export { watch } from './actor/watch.ts'
export type { Down } from './wire/destination.ts'
export { ActorError } from './errors.ts'
export { ask, duplex, protocol, stream, tell, type } from './protocol/protocol.ts'
