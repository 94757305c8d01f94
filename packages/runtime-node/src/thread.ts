import { isMainThread } from 'node:worker_threads'
import { ActorError, type Isolate, type IsolateFeatures } from '@troupe/core'
import { environment, type Environment, turnTelemetryOff } from './environment.ts'
import { threadFlags } from './flags.ts'
import { loaderFor } from './loader.ts'
import { locate } from './locate.ts'
import { checkMemory } from './memory-limit.ts'
import { notStarted, startFailed } from './not-started.ts'
import { processHost } from './process-host.ts'
import { ThreadConnection } from './thread/connection.ts'

/** How a thread runs; all optional. */
export interface ThreadOptions {
  /**
   * Most memory of its JavaScript heap, in megabytes; past it the actor crashes with reason
   * `out-of-memory`. Buffers are not counted, and one huge array may end the whole process: where
   * that matters use {@link subprocess}. Default: what Node gives a thread.
   */
  readonly memory?: number
  /** Changes to the environment variables of the app; `undefined` removes one. Default: none. */
  readonly env?: Environment
  /** Node flags for the thread, such as `--conditions=development`. Default: those of the app. */
  readonly execArgv?: readonly string[]
  /** Arguments, from `process.argv[2]` on. Default: none. */
  readonly argv?: readonly string[]
  /**
   * A module that is imported before the actor's, so that Node understands it: a package name, as
   * seen from the actor's module, or a URL. Default: `tsx` for TypeScript that this Node cannot
   * import as it is, otherwise none.
   */
  readonly loader?: string
}

const features: IsolateFeatures = {
  preempt: true,
  transfer: true,
  sharedMemory: true,
  killInNative: false,
  surviveNativeCrash: false,
  surviveOutOfMemory: false,
  surviveExit: true,
  channels: true,
}

/**
 * A thread of this process (`node:worker_threads`) as an isolate.
 *
 * It starts fast and moves buffers without a copy. A kill ends it even in an endless loop, but
 * waits while it is inside native code that `call.native`, or the import of its module, entered:
 * ending it there would abort the process. A native crash, or one array beyond the memory limit,
 * takes the whole process along. Where that must not happen use {@link subprocess}.
 *
 * @param module The actor's module, whose default export is the actor:
 *   `new URL('./x.actor.js', import.meta.url)`, an absolute path, or `import.meta.resolve('package')`.
 * @throws {ActorError<'invalid-argument'>} The module is no file, or the memory no amount. A module
 *   that cannot be loaded fails the start with `start-failed`.
 * @see [Example: counter](../../../examples/counter/README.md)
 * @example
 * ```ts
 * import { thread } from '@troupe/runtime-node'
 *
 * const isolate = thread(new URL('./resize.actor.js', import.meta.url), { memory: 256 })
 * isolate.kind // => 'thread'
 * isolate.features.killInNative // => false
 * ```
 */
export function thread(module: URL | string, options: ThreadOptions = {}): Isolate {
  const url = locate(module, 'thread')
  const { memory, env, execArgv = threadFlags(), argv, loader } = options
  checkMemory(memory)
  return {
    kind: 'thread',
    features,
    host: processHost,
    start(context) {
      try {
        if (context.nativeWaits === true) refuseInsideThread(context.path)
        turnTelemetryOff()
        const worker = {
          ...(memory !== undefined && { resourceLimits: { maxOldGenerationSizeMb: memory } }),
          ...(env !== undefined && { env: environment(env) }),
          ...(execArgv !== undefined && { execArgv: [...execArgv] }),
          ...(argv !== undefined && { argv: [...argv] }),
        }
        const needs = loaderFor(url, loader, context.path)
        return new ThreadConnection({ module: url, loader: needs, memory, worker }, context)
      } catch (error) {
        return notStarted(startFailed(context.path, 'no thread could be made', error))
      }
    },
  }
}

/** The end of a thread takes those inside it along at once, and none waits for their native code. */
function refuseInsideThread(path: string): void {
  if (isMainThread) return
  throw new ActorError(
    'unsupported',
    `${path} may run native code, and a thread inside a thread can be ended in the middle of it, with the whole process; start it in a subprocess`,
    { feature: 'kill-in-native', kind: 'thread' },
  )
}
