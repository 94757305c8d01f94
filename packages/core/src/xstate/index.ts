/**
 * XState both ways: a machine as an actor, an actor as what a machine invokes.
 *
 * @module
 */

export { machine, type MachineOptions } from './machine.ts'
export {
  machineProtocol,
  type MachineInput,
  type MachineOperations,
  type MachineProtocol,
  type PlainSnapshot,
} from './protocol.ts'
export type { Fitting } from './fit.ts'
export { fromAsk, type LogicInput } from './from-ask.ts'
export { fromStream } from './from-stream.ts'
export { Keeper, keeper, keptBy } from './keeper.ts'
export type { SnapshotStore } from './store.ts'
export type { KeptDelay, KeptSnapshot } from './persist.ts'
export { stately } from './stately.ts'
