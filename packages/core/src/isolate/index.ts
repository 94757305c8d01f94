export { describeExit, type ExitReason } from './exit.ts'
export type { Connection, Isolate, IsolateFeatures, Packet, StartContext } from './isolate.ts'
export { gate, shared, sharedWords } from './shared.ts'
