/** One thing that an app loads, and the most that it may weigh. */
export interface Entry {
  readonly what: string
  readonly imports: readonly string[]
  /** In kB (1,000 bytes), minified and compressed with gzip. */
  readonly limit: number
  /** It is loaded in each isolate, and must not bring what only the app's side needs. */
  readonly isolate?: true
}

/** What is weighed, from the least to the most. */
export const entries: readonly Entry[] = [
  {
    what: 'an actor’s module',
    imports: ['@troupe/core/actor'],
    limit: 2,
    isolate: true,
  },
  {
    what: 'core for an isolate',
    imports: ['@troupe/core/actor', '@troupe/core/isolate'],
    limit: 38,
    isolate: true,
  },
  {
    what: 'a web worker with an actor',
    imports: ['@troupe/core/actor', '@troupe/runtime-web/isolate'],
    limit: 39,
    isolate: true,
  },
  { what: 'core for a host', imports: ['@troupe/core'], limit: 57 },
  { what: 'a page', imports: ['@troupe/core', '@troupe/runtime-web'], limit: 61 },
  { what: 'an app on Node', imports: ['@troupe/core', '@troupe/runtime-node'], limit: 66 },
  { what: 'machines as behaviour', imports: ['@troupe/core/xstate'], limit: 20 },
  { what: 'the inspector’s page', imports: ['@troupe/core/inspector/page'], limit: 12 },
  { what: 'the protocol of a task', imports: ['@troupe/models/language'], limit: 2 },
  { what: 'models, without onnxruntime', imports: ['@troupe/models'], limit: 30 },
]
