import { statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Isolate, IsolateFeatures } from '@troupe/core'
import { built } from './built.ts'
import { environment, type Environment } from './environment.ts'
import { inheritedFlags } from './flags.ts'
import { loaderFor } from './loader.ts'
import { locate } from './locate.ts'
import { checkMemory } from './memory-limit.ts'
import { notStarted, startFailed } from './not-started.ts'
import { processHost } from './process-host.ts'
import { channelsHere } from './subprocess/channel/meeting-place.ts'
import { SubprocessConnection, type SubprocessPlan } from './subprocess/connection.ts'
import { type Command, dyingWithParent } from './subprocess/parent-death-signal.ts'
import type { SubprocessSeed } from './subprocess/seed.ts'
import { closeSharedFile, openSharedFile } from './subprocess/shared-file.ts'

/** How a child process runs; all optional. */
export interface SubprocessOptions {
  /**
   * Most memory that the process may occupy, in megabytes, native memory and buffers included; past
   * it the actor crashes with reason `out-of-memory`. Node itself takes about 60, the thread that
   * looks at it 20 times a second another 11. Default: no limit but Node's own for the JavaScript heap.
   */
  readonly memory?: number
  /** Changes to the environment variables of the app; `undefined` removes one. Default: none. */
  readonly env?: Environment
  /**
   * Node flags for the process, after those of the app that say neither what it runs nor how it is
   * debugged. Default: none.
   */
  readonly execArgv?: readonly string[]
  /** Arguments, from `process.argv[2]` on. Default: none. */
  readonly argv?: readonly string[]
  /** Path of the Node to run. Default: the one that runs the app. */
  readonly execPath?: string
  /** Working directory. Default: the app's. */
  readonly cwd?: URL | string
  /**
   * A module that is imported before the actor's, so that Node understands it: a package name, as
   * seen from the actor's module, or a URL. Default: `tsx` for TypeScript that this Node cannot
   * import as it is, otherwise none.
   */
  readonly loader?: string
}

const features: IsolateFeatures = {
  preempt: true,
  transfer: false,
  sharedMemory: false,
  killInNative: true,
  surviveNativeCrash: true,
  surviveOutOfMemory: true,
  surviveExit: true,
  channels: channelsHere,
}

const main = fileURLToPath(built('subprocess/main'))

/** Share of the memory limit that the JavaScript heap may take, so that V8 is the first to see it. */
const heapShare = 0.75

/**
 * A child process (`node:child_process`) as an isolate.
 *
 * Nothing that happens in it reaches the app: it may crash natively, run out of memory, or be killed
 * at any time, also inside native code. It never outlives the app, even if the app is killed while
 * the child is busy. SIGINT, SIGTERM and SIGHUP leave it alone, because terminals and service
 * managers send them to all processes and it is the app that stops its actors in order. Buffers are
 * copied, large ones through memory that both processes can reach where the system has it. Processes
 * that ask each other do it through sockets of their own, so that they go on while the app is busy.
 * Use {@link thread} where starting fast and moving buffers matter more.
 *
 * @param module The actor's module, whose default export is the actor:
 *   `new URL('./x.actor.js', import.meta.url)`, an absolute path, or `import.meta.resolve('package')`.
 * @throws {ActorError<'invalid-argument'>} The module is no file, or the memory no amount. A process
 *   or a module that cannot be started fails the start with `start-failed`.
 * @see [Example: crash and recover](../../../examples/crash-and-recover/README.md)
 * @example
 * ```ts
 * import { subprocess } from '@troupe/runtime-node'
 *
 * const isolate = subprocess(new URL('./ocr.actor.js', import.meta.url), { memory: 1_024 })
 * isolate.kind // => 'subprocess'
 * isolate.features.killInNative // => true
 * ```
 */
export function subprocess(module: URL | string, options: SubprocessOptions = {}): Isolate {
  const url = locate(module, 'subprocess')
  checkMemory(options.memory)
  return {
    kind: 'subprocess',
    features,
    host: processHost,
    start(context) {
      const sharedFile = openSharedFile()
      try {
        return new SubprocessConnection(planOf(url, options, context.path, sharedFile), context)
      } catch (error) {
        closeSharedFile(sharedFile)
        return notStarted(startFailed(context.path, 'no process could be started', error))
      }
    },
  }
}

function planOf(
  module: string,
  options: SubprocessOptions,
  path: string,
  sharedFile: number | undefined,
): SubprocessPlan {
  const { memory, env, execArgv = [], argv = [], execPath = process.execPath, cwd } = options
  if (cwd !== undefined) checkDirectory(cwd)
  const loader = loaderFor(module, options.loader, path)
  const seed: SubprocessSeed = {
    path,
    module,
    shares: sharedFile !== undefined,
    ...(loader !== undefined && { loader }),
    ...(memory !== undefined && { memory: memory * 2 ** 20 }),
  }
  const heap = memory === undefined ? [] : [`--max-old-space-size=${Math.ceil(memory * heapShare)}`]
  const run = (seed: SubprocessSeed): Command => ({
    command: execPath,
    arguments: [...inheritedFlags(), ...heap, ...execArgv, main, JSON.stringify(seed), ...argv],
  })
  // What another Node than ours does before it runs, like starting it in turn, is not known.
  const dying =
    memory === undefined && execPath === process.execPath
      ? dyingWithParent(run({ ...seed, parent: process.pid }))
      : undefined
  return {
    ...(dying ?? run(seed)),
    spawn: { env: environment(env), ...(cwd !== undefined && { cwd }) },
    memory,
    sharedFile,
  }
}

/** @throws {Error} The operating system would say that it does not find the command. */
function checkDirectory(cwd: URL | string): void {
  if (statSync(cwd, { throwIfNoEntry: false })?.isDirectory() === true) return
  const where = cwd instanceof URL ? cwd.href : cwd
  throw new Error(`it should run in ${where}, which is no directory`)
}
