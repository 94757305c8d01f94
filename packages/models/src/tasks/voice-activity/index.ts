export { VoiceActivity, type Segment } from './protocol.ts'
export type { VoiceActivityOptions } from './options.ts'
export type { AudioChunk } from '../../audio/chunk.ts'
export { mixToMono } from '../../audio/mono.ts'
