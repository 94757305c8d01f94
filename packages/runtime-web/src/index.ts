/**
 * Web workers as isolates for actors, and what the browser offers to them.
 *
 * @module main
 */
export { worker } from './worker.ts'
export type { LoadProblem } from './worker/load-problem.ts'
export { capabilities, type Capabilities, type Scope } from './capabilities.ts'
