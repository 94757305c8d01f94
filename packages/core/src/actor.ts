export { actor } from './actor/actor.ts'
export type {
  Actor,
  ActorContext,
  ActorOptions,
  Behaviour,
  Call,
  Delivery,
  Handler,
  Log,
  Progress,
  Setup,
} from './actor/actor.ts'
export { ActorError } from './errors.ts'
export { ask, duplex, protocol, stream, tell, type } from './protocol/protocol.ts'
