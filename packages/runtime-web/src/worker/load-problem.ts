import { ActorError, type StartPhase } from '@troupe/core'

/**
 * Why a worker's script did not come to life.
 *
 * - `cross-origin`: it is on another origin, and workers cannot be.
 * - `blocked`: a Content Security Policy forbids it.
 * - `not-found`: the server refuses it, for example with 404.
 * - `wrong-type`: the server gives something that is no JavaScript, often a page.
 * - `embedder-policy`: the page is cross-origin isolated and the script comes without its own COEP header.
 * - `syntax`: it, or something that it imports, cannot be parsed.
 * - `threw`: it, or something that it imports, threw while it was loaded.
 * - `import`: the script is there, but something that it imports is not.
 * - `unreachable`: no answer, or that of a server in trouble; the only problem here that may pass by itself.
 */
export type LoadProblem =
  | 'cross-origin'
  | 'blocked'
  | 'not-found'
  | 'wrong-type'
  | 'embedder-policy'
  | 'syntax'
  | 'threw'
  | 'import'
  | 'unreachable'

declare module '@troupe/core' {
  interface ErrorDetails {
    /** A worker's script cannot be loaded. `permanent`: trying again cannot help. */
    'load-failed': { target: string; problem: LoadProblem; permanent: boolean; url?: string }
  }
}

/** What is known of a script that did not load. */
export interface Failure {
  readonly problem: LoadProblem
  /** What happened and what to do, to follow the address of the script. */
  readonly words: string
  readonly cause?: unknown
}

/** The end of a life that did not begin. */
export function loadFailed(path: string, url: string | undefined, failure: Failure): ActorError {
  const { problem, words, cause } = failure
  const script = url === undefined ? 'the script of its worker' : url
  const known = new ActorError(
    'load-failed',
    `${script} ${words}`,
    { target: path, problem, permanent: problem !== 'unreachable', ...(url && { url }) },
    cause === undefined ? {} : { cause },
  )
  const phase: StartPhase = problem === 'cross-origin' || problem === 'blocked' ? 'spawn' : 'import'
  return new ActorError(
    'start-failed',
    `${path}: its worker cannot be loaded: ${known.message}`,
    { target: path, phase },
    { cause: known },
  )
}

/** The app's function threw instead of making a worker. */
export function notMade(path: string, cause: unknown): ActorError {
  if (ActorError.is(cause)) return cause
  if ((cause as Partial<Error> | undefined)?.name === 'SecurityError') {
    const words =
      'is on another origin, where workers cannot be loaded from; serve it from the page’s own origin'
    return loadFailed(path, undefined, { problem: 'cross-origin', words, cause })
  }
  const words = cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause)
  return new ActorError(
    'start-failed',
    `${path}: no worker could be made: ${words}`,
    { target: path, phase: 'spawn' },
    { cause },
  )
}
