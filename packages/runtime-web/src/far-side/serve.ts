import type { Served } from '@troupe/core'
import { ActorError } from '@troupe/core/actor'
import { host, sharedWords } from '@troupe/core/isolate'
import { catchAll } from './catch-all.ts'
import { FarEnd } from './far-end.ts'
import { importedFrom } from './imported.ts'
import { redirectConsole } from './redirect-console.ts'
import { scope } from './scope.ts'

/** How a worker serves its actor; all optional. */
export interface ServeOptions {
  /**
   * Whether what the worker prints goes to the page's log, with the actor's path, instead of to the
   * browser's console directly. Default: true.
   */
  readonly forwardConsole?: boolean
}

/**
 * Serves an actor in this worker: the second of the two lines of a worker's script. The page starts
 * it with `worker()`.
 *
 * From here on a throw or a rejection that nobody catches ends the worker and is told to its
 * supervisor, and so is `close()`. One worker serves one actor.
 *
 * @param actor The actor, a function for `compute()`, or a function without parameters that imports
 *   a module with one of them as its default export. What goes wrong in that import is told with its
 *   reason, whereas of an `import` statement that fails the browser says little.
 * @throws {ActorError<'unsupported'>} This is no dedicated worker.
 * @throws {ActorError<'invalid-argument'>} This worker serves an actor already.
 * @example
 * ```ts worker
 * // echo.worker.ts
 * import { actor, ask, protocol } from '@troupe/core'
 * import { serve } from '@troupe/runtime-web/isolate'
 *
 * const Echo = protocol('echo', { say: ask<string, string>() })
 * serve(actor(Echo, () => ({ say: (words) => words })))
 * ```
 */
export function serve(
  actor: Served | (() => Served | PromiseLike<Served>),
  { forwardConsole = true }: ServeOptions = {},
): void {
  claim()
  const words = scope.crossOriginIsolated === true ? sharedMemory() : undefined
  const end = new FarEnd(words)
  const hosted = host(end, () => importedFrom(actor))
  catchAll(hosted)
  if (forwardConsole) redirectConsole((printed) => end.print(printed))
  end.open(hosted)
}

let serving = false

function claim(): void {
  if (!('DedicatedWorkerGlobalScope' in globalThis)) {
    throw new ActorError(
      'unsupported',
      'serve() runs in a dedicated worker only; put it into the script that worker() starts',
      { feature: 'serve', kind: 'page' },
    )
  }
  if (serving) {
    const hint = 'start another worker for the other actor'
    throw new ActorError('invalid-argument', `This worker serves an actor already: ${hint}`, {
      argument: 'actor',
      hint,
    })
  }
  serving = true
}

function sharedMemory(): Int32Array<SharedArrayBuffer> {
  return new Int32Array(new SharedArrayBuffer(4 * sharedWords))
}
