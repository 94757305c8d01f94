/** Which packages of the workspace each may know. Every arrow points down. */
export const packages: Readonly<Record<string, readonly string[]>> = {
  '@troupe/core': [],
  '@troupe/runtime-node': ['@troupe/core'],
  '@troupe/runtime-web': ['@troupe/core'],
  '@troupe/models': ['@troupe/core'],
}

/**
 * The layers of core from the ground up: a file or folder may load what stands in its own line or
 * above it. What is named by file stands apart from its folder.
 */
export const coreLayers: readonly (readonly string[])[] = [
  [
    'errors.ts',
    'in-words.ts',
    'argument.ts',
    'clock.ts',
    'isolate/exit.ts',
    'isolate/isolate.ts',
    'isolate/shared.ts',
  ],
  ['protocol/', 'isolate/native.ts', 'inspect.ts'],
  ['wire/'],
  ['call/', 'actor/'],
  ['compute/served.ts', 'actor.ts'],
  ['isolate/'],
  ['compute/', 'supervise/', 'pool/'],
  ['pipeline/', 'xstate/', 'inspector/', 'opentelemetry/'],
  ['index.ts', 'testing/', 'conformance/'],
]

/** What an actor module loads stays small: neither supervision nor XState is among it. */
export const actorSubpath = 'packages/core/src/actor.ts'

/** The files of models that may know Node; all others run in browsers too. */
export const nodeFilesOfModels = /\/src\/(assets|platform|source|store)\/|(^|[/.])node\.ts$/

/** The packages that are made for Node alone. */
export const nodePackages = new Set(['packages/runtime-node', 'packages/create-troupe'])
