/**
 * What a kind of isolate is made of: the contract of an adapter, and the side that serves an actor.
 *
 * @module
 */

export { describeExit, type ExitReason } from './exit.ts'
export type {
  Connection,
  Isolate,
  IsolateFeatures,
  IsolateHost,
  Packet,
  StartContext,
} from './isolate.ts'
export { gate, shared, sharedWords } from './shared.ts'
export { host } from './host.ts'
export type { ChannelEvents, ChannelMarks, ChannelPort, OpenChannel } from './channel/port.ts'
export { channelWords, sharedMarks } from './channel/shared-marks.ts'
export type { FarSide, Host } from './far-side.ts'
