/**
 * Actors, and all it takes to start, supervise and call them.
 *
 * @module main
 */

// The contract.
export * from './protocol/protocol.ts'
export * from './errors.ts'

// Actors and their addresses.
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
export type { ActorRef, Ask, Duplex, SendOptions, Stream, Tell } from './actor/ref.ts'
export type { MailboxOptions, Overflow } from './actor/mailbox.ts'

// Supervision.
export { child, type ChildOptions } from './supervise/child.ts'
export { supervise, type App, type SuperviseOptions } from './supervise/supervise.ts'
export { supervisor, type SupervisorOptions } from './supervise/supervisor-child.ts'
export type { SupervisorHandle } from './supervise/handle.ts'
export type { ChildCounts, ChildStatus, ChildSummary } from './supervise/status.ts'
export type { ChildDefinition, ChildDefinitions, ExposedChildren } from './supervise/definition.ts'
export type { AutoShutdown, Limit, RestartRule, Strategy } from './supervise/spec.ts'
export type { Backoff } from './supervise/backoff.ts'
export { watch } from './actor/watch.ts'
export type { Down } from './wire/destination.ts'
export type { Tree, TreeNode } from './supervise/tree.ts'
export { consoleLog } from './supervise/log.ts'

// Many at once, one after the other, once.
export { pool, type PoolOptions } from './pool/pool.ts'
export type { Route } from './pool/route.ts'
export { pipeline, type Pipeline, type Source } from './pipeline/pipeline.ts'
export type { Stage, StageOptions } from './pipeline/map.ts'
export { compute, type ComputeOptions } from './compute/compute.ts'
export type { Computation, Served } from './compute/served.ts'

// Where actors run.
export { memory, type MemoryOptions } from './isolate/memory.ts'
export { describeExit, isAbnormal, type ExitReason } from './isolate/exit.ts'
export type {
  Connection,
  Isolate,
  IsolateFeatures,
  IsolateHost,
  Packet,
  StartContext,
} from './isolate/isolate.ts'

// What happens, and when.
export type {
  InspectionEvent,
  Inspector,
  MessageCounter,
  MessageEnd,
  MessageTrace,
  TracedMessage,
  Tracer,
} from './inspect.ts'
export type { LogLevel } from './wire/frame.ts'
export type { Outcome } from './actor/delivery.ts'
export { systemClock, systemRandom, type Clock, type Random } from './clock.ts'
