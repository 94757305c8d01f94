import { checkFunction } from '../argument.ts'
import type { Served } from '../compute/served.ts'
import { soon } from '../wire/soon.ts'
import type { ExitReason } from './exit.ts'
import type { FarSide, Host } from './far-side.ts'
import { host } from './host.ts'
import type { Connection, Isolate, IsolateFeatures, Packet, StartContext } from './isolate.ts'

/** How an in-memory isolate behaves; all optional. */
export interface MemoryOptions {
  /**
   * Delivers a packet, in order with the others: hook for latency and faults. Default: in a
   * microtask.
   */
  readonly carry?: (deliver: () => void, direction: 'in' | 'out') => void
}

/**
 * An isolate in the same thread: the same messages, encoded the same way, without a thread of its
 * own. For tests, and for actors that need no isolation. Nothing protects the app from its crashes
 * other than throws and rejections that go through its handlers.
 *
 * @param served An actor or a module with one as its default export, or a function without
 *   parameters that gives one of these, such as `() => import('./ocr.actor.js')`.
 * @throws {ActorError<'invalid-argument'>} `carry` is no function.
 * @example
 * ```ts
 * import { actor, ask, child, memory, protocol, supervise } from '@troupe/core'
 *
 * const Greeter = protocol('greeter', { greet: ask<string, string>() })
 * const greeter = actor(Greeter, () => ({ greet: (name) => `Hello, ${name}` }))
 *
 * await using app = await supervise({ children: { greeter: child(Greeter, memory(greeter)) } })
 * await app.children.greeter.ask.greet('Ada') // => 'Hello, Ada'
 * ```
 */
export function memory(
  served: Served | (() => Served | PromiseLike<Served>),
  options: MemoryOptions = {},
): Isolate {
  const carry = carryOf(options)
  const load = async (): Promise<unknown> => (isThunk(served) ? served() : served)
  return {
    kind: 'memory',
    features,
    start: ({ receive }) => startMemory(load, receive, carry),
  }
}

/** Null comes from JavaScript only. */
function carryOf(options: MemoryOptions | null): NonNullable<MemoryOptions['carry']> {
  const { carry = soon } = options ?? {}
  checkFunction('carry', carry, 'pass a function: (deliver, direction) => queueMicrotask(deliver)')
  return carry
}

const features: IsolateFeatures = {
  preempt: false,
  transfer: true,
  sharedMemory: false,
  killInNative: false,
  surviveNativeCrash: false,
  surviveOutOfMemory: false,
  surviveExit: false,
}

function isThunk(served: unknown): served is () => unknown {
  return typeof served === 'function' && served.length === 0
}

function startMemory(
  load: () => Promise<unknown>,
  receive: StartContext['receive'],
  carry: NonNullable<MemoryOptions['carry']>,
): Connection {
  let gone: ((reason: ExitReason) => void) | undefined
  const exited = new Promise<ExitReason>((resolve) => (gone = resolve))
  let alive = true
  let cut = false
  let started = 0
  const leave = (reason: ExitReason): void => {
    alive = false
    gone?.(reason)
  }
  const farSide: FarSide = {
    send: (packet) => {
      if (cut) return
      const copy = copied(packet)
      carry(() => alive && receive(copy), 'out')
    },
    close: (exitCode) => carry(() => leave({ type: 'exit', code: exitCode }), 'out'),
    markStarted: (id) => {
      // A stream says a little late that it has begun.
      if (((id - started) | 0) > 0) started = id
    },
    sameThread: true,
  }
  const hosted: Host = host(farSide, load)
  return {
    send: (packet) => {
      const copy = copied(packet)
      carry(() => alive && !cut && hosted.receive(copy), 'in')
    },
    exited,
    begun: () => started,
    kill: () => {
      if (cut) return
      cut = true
      // What it had sent arrives before the news of its end, as it would from elsewhere.
      carry(() => leave({ type: 'killed' }), 'out')
      // Nothing ends its script, so what it has and did not begin is taken from it.
      hosted.crash(new Error('killed'))
    },
  }
}

/** What is attached and not moved arrives as a copy, as it would elsewhere. */
function copied({ bytes, attachments, transfer = [] }: Packet): Packet {
  if (attachments.length === 0) return { bytes, attachments }
  const moved = new Set(transfer)
  return {
    bytes,
    attachments: attachments.map((buffer) => (moved.has(buffer) ? buffer : buffer.slice(0))),
  }
}
