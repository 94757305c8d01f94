import type { ActorRef } from '../actor/ref.ts'
import { checkFunction } from '../argument.ts'
import type { AnyProtocol } from '../protocol/protocol.ts'
import { type Clock, type Random, systemRandom } from '../clock.ts'
import { retraced } from '../isolate/channel/crossing.ts'
import type { ExitReason } from '../isolate/exit.ts'
import type { Inspector, MessageCounter, Tracer } from '../inspect.ts'
import type { ChildDefinitions } from './definition.ts'
import { handleOf, type SupervisorHandle } from './handle.ts'
import { consoleLog } from './log.ts'
import { completeChild, type Limit, type SupervisorOptions as SpecOptions } from './spec.ts'
import { lookup } from './lookup.ts'
import { pathIn } from '../actor/path.ts'
import { checkCopies } from './same-copy.ts'
import { sparingLog } from './sparing-log.ts'
import { StopRequests } from './stop-requests.ts'
import { startError } from './start-error.ts'
import { SupervisorMember } from './supervisor-member.ts'
import { createSystem, type System } from './system.ts'
import { checkClock, checkDeadline, checkLimit, checkOptions } from './validate.ts'
import { inspectFrom, killAt, restartAt, type Tree, treeOf } from './tree.ts'

/** How a tree runs; all but the children optional. */
export interface SuperviseOptions<C extends ChildDefinitions> extends Omit<
  SpecOptions,
  'path' | 'children'
> {
  readonly children: C
  /** The first part of every path. Default: `app`. */
  readonly name?: string
  /** Milliseconds that an ask without a deadline of its own may take. Default: 30 000. */
  readonly deadline?: number
  /** Where logs of isolates and news of failures go; `false` for nowhere. Default: the console. */
  readonly log?: Inspector | false
  /** Hears every event from the very start. */
  readonly inspect?: Inspector
  /** Whether the tree keeps the process alive while it has nothing to do. Default: false. */
  readonly keepAlive?: boolean
  /** Whether the tree stops in order when the process is told to end. Default: true. */
  readonly stopOnSignals?: boolean
  /** Default: the runtime's clock; in a page one that stands still while the page is frozen. */
  readonly clock?: Clock
  /** Default: the runtime's random numbers. */
  readonly random?: Random
}

/** A running tree. */
export interface App<C extends ChildDefinitions = ChildDefinitions>
  extends SupervisorHandle<C>, AsyncDisposable {
  /** Resolves when the tree is over: stopped, given up, or escalated by a child. Never rejects. */
  readonly exited: Promise<ExitReason>
  /**
   * Stops all children, last first, and resolves when they are gone. `drain`: so many milliseconds
   * at most, no new messages are taken and those that wait are done first. Default: what waits is
   * dead-lettered, what is in work is done.
   */
  stop(options?: { readonly drain?: Limit }): Promise<ExitReason>
  /**
   * The ref of an actor by its path, as refs, events and errors show it: `app/ocr`. Undefined where
   * there is none that lives or will live again.
   *
   * @throws {ActorError<'invalid-argument'>} The path does not begin with the name of the app.
   * @throws {ActorError<'mismatch'>} The actor there speaks another protocol.
   */
  lookup<P extends AnyProtocol>(protocol: P, path: string): ActorRef<P> | undefined
  /**
   * Hears every event from now on; returns a function that ends it.
   *
   * @param counter Takes the messages that ended well at their first delivery, as numbers: where
   *   hundreds of thousands end in a second, an event for each costs a few percent of them. Default:
   *   the inspector hears of these as well. Messages between isolates of their own channels come as
   *   events.
   * @throws {ActorError<'invalid-argument'>} One of them is no function.
   */
  inspect(inspector: Inspector, counter?: MessageCounter): () => void
  /**
   * Hears of every message when it is sent, and of its end; returns a function that ends it.
   *
   * @throws {ActorError<'invalid-argument'>} The tracer is no function.
   */
  trace(tracer: Tracer): () => void
  /** Everything that runs, as it is now: states, lives, and how much waits for whom. */
  tree(): Tree
  /**
   * Ends the life of an actor by force, by its path. Its supervisor judges that like a
   * crash with reason `killed`. For tests and tools.
   *
   * @throws {ActorError<'invalid-argument'>} No actor lives there.
   */
  kill(path: string): void
  /**
   * Stops a child in order, by its path, starts it again and waits until it is up.
   *
   * @throws {ActorError<'invalid-argument'>} There is no such child.
   * @throws {ActorError<'start-failed'>} It did not start again.
   */
  restart(path: string): Promise<void>
}

/**
 * Starts the children in order and keeps them alive.
 *
 * Children start top to bottom, each when the one before is up, and stop bottom to top. When one
 * ends, its `restart` rule and the `strategy` decide what follows; past `restarts.max` within
 * `restarts.within` milliseconds the supervisor stops everything and `exited` resolves with
 * `gave-up`. Default: one-for-one, 3 restarts within 5 000 ms.
 *
 * An ask fails after `deadline`, 30 s by default. An idle tree does not keep the process alive
 * unless `keepAlive` says so.
 *
 * @throws {ActorError<'start-failed'>} A child did not start; those before it are stopped again.
 * @throws {ActorError<'mismatch'>} An isolate serves another protocol.
 * @throws {ActorError<'invalid-argument'>} An option is out of range.
 * @see [Example: crash and recover](../../../../examples/crash-and-recover/README.md)
 * @example
 * ```ts
 * import { actor, ask, child, memory, protocol, supervise } from '@troupe/core'
 *
 * const Counter = protocol('counter', { add: ask<number, number>() })
 * const counter = actor(Counter, () => {
 *   let count = 0
 *   return { add: (by) => (count += by) }
 * })
 *
 * await using app = await supervise({ children: { counter: child(Counter, memory(counter)) } })
 * await app.children.counter.ask.add(2)
 * await app.children.counter.ask.add(3) // => 5
 * ```
 */
export async function supervise<const C extends ChildDefinitions>(
  options: SuperviseOptions<C>,
): Promise<App<C>> {
  const {
    name = 'app',
    children,
    log,
    inspect,
  } = checkOptions(options, '{ children: { reader: child(...) } }')
  checkCopies(children)
  const requests = new StopRequests()
  const system = systemOf(options, requests)
  if (log === undefined) system.log(sparingLog(consoleLog, system.clock), true)
  else if (log !== false) system.log(log)
  if (inspect !== undefined) system.inspect(inspect)
  try {
    return await running(rootOf(name, options, system), system, requests, options)
  } catch (error) {
    requests.end()
    throw error
  }
}

function rootOf(
  name: string,
  options: SuperviseOptions<ChildDefinitions>,
  system: System,
): SupervisorMember {
  const { strategy, restarts, autoShutdown, maxChildren, maxStarting, maxZombies } = options
  return new SupervisorMember(
    {
      spec: completeChild({ id: name, type: 'supervisor' }),
      options: { strategy, restarts, autoShutdown, maxChildren, maxStarting, maxZombies },
      children: options.children,
    },
    { id: name, path: name },
    system,
  )
}

function systemOf(
  {
    clock,
    random = systemRandom,
    deadline = 30_000,
    keepAlive = false,
    stopOnSignals = true,
  }: SuperviseOptions<ChildDefinitions>,
  requests: StopRequests,
): System {
  if (clock !== undefined) checkClock(clock)
  checkFunction('random', random, 'pass a function that gives numbers from 0 up to 1')
  const onHost = stopOnSignals ? requests.listen.bind(requests) : undefined
  return createSystem({ clock, random, deadline: checkDeadline(deadline), keepAlive, onHost })
}

async function running<C extends ChildDefinitions>(
  root: SupervisorMember,
  system: System,
  requests: StopRequests,
  { name = 'app' }: SuperviseOptions<C>,
): Promise<App<C>> {
  let exit: ((reason: ExitReason) => void) | undefined
  const exited = new Promise<ExitReason>((resolve) => (exit = resolve))
  void exited.then(() => requests.end())
  requests.stop = () => {
    root.stop()
    return exited
  }
  await new Promise<void>((resolve, reject) => {
    root.start(1, {
      ready: resolve,
      progressed() {},
      drained() {},
      condemned() {},
      exited(reason) {
        root.close(reason)
        root.forget()
        exit?.(reason)
        const fail = (): void => reject(startError(root.supervisorSpec.path, reason))
        // Whoever asked for the stop ends the process first, unless the app does that itself.
        if (requests.came) system.clock.after(0, fail)
        else fail()
      },
    })
  })
  const stop = (ending?: { readonly drain?: Limit } | null): Promise<ExitReason> => {
    const drain = ending?.drain
    if (drain === undefined) root.stop()
    else root.drain(1, checkLimit('drain', drain))
    return exited
  }
  return {
    ...handleOf<C>(root),
    exited,
    stop,
    lookup: (protocol, path) => lookup(system, protocol, pathIn(name, path)),
    inspect: (inspector, counter) => inspectFrom(root, system, inspector, counter),
    trace: (tracer) => traced(system, tracer),
    tree: () => treeOf(root, system),
    kill: (path) => killAt(root, path),
    restart: (path) => restartAt(root, path),
    async [Symbol.asyncDispose]() {
      await stop()
    },
  }
}

/** Who traces sees each message where it passes: channels between isolates are for when nobody does. */
function traced(system: System, tracer: Tracer): () => void {
  const end = system.tracing.add(tracer)
  retraced(system)
  return () => {
    end()
    retraced(system)
  }
}
