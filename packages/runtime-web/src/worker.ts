import type { Connection, Isolate, IsolateFeatures, StartContext } from '@troupe/core'
import { pageHost } from './page-host.ts'
import { channelsHere } from './worker/channel.ts'
import { WorkerConnection } from './worker/connection.ts'
import { notMade } from './worker/load-problem.ts'
import { checkCreate, makeWorker } from './worker/make.ts'

/**
 * A web worker as an isolate: the actor runs beside the page's thread, which stays free, and a restart
 * calls `create` again. The worker's script is two lines that `serve()` the actor.
 *
 * Write `create` as in the example, literally: bundlers find the script by that form alone, which is
 * why there is no way to pass an address. A script that cannot be loaded fails the start with
 * `start-failed`, whose `cause` is a `load-failed` that tells which of the possible problems it is.
 *
 * A worker can be ended at any moment, in native code too, though the browser may take two seconds
 * for one in an endless loop. A native crash, or memory that runs out, ends the whole page. Memory
 * is shared with the worker where the page is cross-origin isolated, and workers that ask each other
 * have a channel of their own there; what is promised is the same without.
 *
 * @param create Makes the worker.
 * @throws {ActorError<'invalid-argument'>} It is no function, but perhaps an address.
 * @see [Example: a React page](../../../examples/react-ocr/README.md)
 * @example
 * ```ts worker file=echo.worker.ts
 * // echo.worker.ts
 * import { actor, ask, protocol } from '@troupe/core'
 * import { serve } from '@troupe/runtime-web/isolate'
 *
 * const Echo = protocol('echo', { say: ask<string, string>() })
 * serve(actor(Echo, () => ({ say: (words) => words })))
 * ```
 *
 * ```ts browser
 * import { ask, child, protocol, supervise } from '@troupe/core'
 * import { worker } from '@troupe/runtime-web'
 *
 * const Echo = protocol('echo', { say: ask<string, string>() })
 * const echo = worker(
 *   () => new Worker(new URL('./echo.worker.ts', import.meta.url), { type: 'module' }),
 * )
 *
 * await using app = await supervise({ children: { echo: child(Echo, echo) } })
 * await app.children.echo.ask.say('hello') // => 'hello'
 * ```
 */
export function worker(create: () => Worker): Isolate {
  checkCreate(create)
  return {
    kind: 'worker',
    features: features(),
    host: pageHost,
    start: (context) => start(create, context),
  }
}

function features(): IsolateFeatures {
  return {
    preempt: true,
    transfer: true,
    sharedMemory: globalThis.crossOriginIsolated === true,
    killInNative: true,
    surviveNativeCrash: false,
    surviveOutOfMemory: false,
    surviveExit: true,
    channels: channelsHere(),
  }
}

function start(create: () => Worker, context: StartContext): Connection {
  try {
    return new WorkerConnection(makeWorker(create), context)
  } catch (error) {
    const reason = { type: 'start-failed', error: notMade(context.path, error) } as const
    return { send() {}, kill() {}, exited: Promise.resolve(reason) }
  }
}
