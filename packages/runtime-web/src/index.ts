/**
 * What the browser offers to actors.
 *
 * The `worker()` adapter, which runs an actor in a web worker, is not in this version yet: on the
 * web, actors run in the `memory()` isolate of `@troupe/core` until it is. What is here tells an app
 * beforehand what its page can do.
 *
 * @module
 */
export { capabilities, type Capabilities, type Scope } from './capabilities.ts'
