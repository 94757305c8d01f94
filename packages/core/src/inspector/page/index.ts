export { defineInspector, TroupeInspector } from './inspector.ts'
export type { Command } from './detail.ts'
