/**
 * The inside of a web worker: two lines make it an isolate.
 *
 * @module
 */
export { serve, type ServeOptions } from './far-side/serve.ts'
