import { checkFunction, wrongArgument } from '../argument.ts'
import type { Down } from '../wire/destination.ts'
import { destinationOf } from './destinations.ts'
import type { ActorRef } from './ref.ts'

type Watcher = (down: Down) => void

interface Watched {
  /** With what is called when nothing more can be heard of the actor. */
  watchers: Map<Watcher, (() => void) | undefined>
  /** The last life, once no other follows. */
  closed: Down | undefined
}

/** The watchers of most actors. Nothing is ever put into it. */
const nobody = new Map<Watcher, never>()

const watched = new Map<string, Watched>()
/** By address and watcher, how each watch is ended. */
const watches = new Map<string, Map<Watcher, () => void>>()

/** The lives of the actors that this side of the wire starts, for those who watch them. */
export const lives = {
  has(address: string): boolean {
    return watched.has(address)
  },
  open(address: string): void {
    const entry = watched.get(address)
    if (entry === undefined) watched.set(address, { watchers: nobody, closed: undefined })
    else entry.closed = undefined
  },
  down(address: string, down: Down): void {
    const entry = watched.get(address)
    if (entry === undefined || entry.closed !== undefined) return
    if (down.final) entry.closed = down
    for (const watcher of [...entry.watchers.keys()]) watcher(down)
  },
  forget(address: string): void {
    const forgotten = [...(watched.get(address)?.watchers.values() ?? [])]
    watched.delete(address)
    watches.delete(address)
    for (const tell of forgotten) tell?.()
  },
  /** How many watch it. */
  watchers(address: string): number {
    return watched.get(address)?.watchers.size ?? 0
  },
  /** Whether there is none here that lives or will live again. */
  over(address: string): boolean {
    const entry = watched.get(address)
    return entry === undefined || entry.closed !== undefined
  },
  watch(address: string, path: string, watcher: Watcher, forgotten?: () => void): () => void {
    const entry = watched.get(address)
    if (entry === undefined || entry.closed !== undefined)
      return tellOnce(watcher, gone(path), forgotten)
    if (entry.watchers === nobody) entry.watchers = new Map()
    entry.watchers.set(watcher, forgotten)
    return () => void entry.watchers.delete(watcher)
  },
}

function gone(path: string): Down {
  return { path, reason: { type: 'no-actor' }, incarnation: 0, final: true }
}

function tellOnce(watcher: Watcher, down: Down, forgotten?: () => void): () => void {
  let told = true
  queueMicrotask(() => {
    if (told) watcher(down)
    forgotten?.()
  })
  return () => void (told = false)
}

/**
 * Calls `watcher` whenever a life of the actor is over, with the reason and whether another life
 * follows. Watching an actor that is gone for good tells so at once, with reason `no-actor`.
 *
 * A watch goes on after a final notice: whoever starts the actor again, by hand or with the
 * supervisor around it, begins lives that are watched too.
 *
 * The same function watches an actor only once. It is told when the actor's name is free and what
 * the life sent has arrived; after unwatching nothing more comes.
 *
 * @returns A function that ends the watch.
 * @throws {ActorError<'invalid-argument'>} The ref is none, or the watcher no function.
 * @see [Example: crash and recover](../../../../examples/crash-and-recover/README.md)
 * @example
 * ```ts
 * import { actor, child, memory, protocol, ask, supervise, watch } from '@troupe/core'
 *
 * const Worker = protocol('worker', { quit: ask() })
 * const worker = actor(Worker, ({ exit }) => ({ quit: () => exit() }))
 * await using app = await supervise({
 *   children: { worker: child(Worker, memory(worker), { restart: 'temporary' }) },
 * })
 * const down = new Promise((resolve) => watch(app.children.worker, ({ reason }) => resolve(reason.type)))
 * await app.children.worker.ask.quit()
 * await down // => 'normal'
 * ```
 */
export function watch(ref: ActorRef, watcher: (down: Down) => void): () => void {
  const { address, path } = checked(ref)
  checkFunction('watcher', watcher, 'pass ({ reason }) => { ... }')
  const known = watches.get(address)?.get(watcher)
  if (known !== undefined) return known
  const elsewhere = lives.has(address) ? undefined : destinationOf(ref)
  const isBrief = lives.over(address)
  let watching = true
  const end = (): void => {
    watching = false
    stop()
    leave(address, watcher, end)
  }
  enter(address, watcher, end)
  const tell = (down: Down): void => {
    if (isBrief && down.final) leave(address, watcher, end)
    // When it is told all else is done, and what a watcher throws is its own side's uncaught error.
    queueMicrotask(() => watching && watcher(down))
  }
  const stop = elsewhere?.watch?.(tell) ?? lives.watch(address, path, tell)
  return end
}

function enter(address: string, watcher: Watcher, end: () => void): void {
  const own = watches.get(address) ?? new Map<Watcher, () => void>()
  watches.set(address, own.set(watcher, end))
}

/** A watch that was ended before must not end the one that took its place. */
function leave(address: string, watcher: Watcher, end: () => void): void {
  const own = watches.get(address)
  if (own?.get(watcher) !== end) return
  own.delete(watcher)
  if (own.size === 0) watches.delete(address)
}

function checked(ref: ActorRef): ActorRef {
  if (typeof (ref as Partial<ActorRef> | undefined)?.address === 'string') return ref
  throw wrongArgument('ref', ref, 'pass the ref of an actor, such as app.children.reader')
}
