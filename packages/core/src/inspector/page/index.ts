/**
 * The inspector as a part of a page.
 *
 * @module
 */

export { defineInspector, TroupeInspector } from './inspector.ts'
export type { Command } from './detail.ts'
