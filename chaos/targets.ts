import type { ActorRef, InspectionEvent, SupervisorHandle } from '@troupe/core'
import type { FaultyIsolate } from '@troupe/core/testing'
import type { Victim } from './actors/victim.protocol.ts'
import type { Tree } from './tree.ts'

/** An actor that chaos can strike. */
export interface Target {
  readonly path: string
  readonly id: string
  readonly isolate: FaultyIsolate
  /** The supervisor that it belongs to. */
  readonly handle: SupervisorHandle
  /** Present where it is a light actor. */
  readonly victim?: ActorRef<typeof Victim>
  /** Whether a handler of its begins at most once with a message. */
  readonly once: boolean
}

/** Victims that are told to deliver again. */
const again = new Set(['memory2', 'thread2', 'process2', 'memory5'])

/** Everything in the tree that can be struck. */
export function targetsIn({ app, isolates }: Tree): Target[] {
  return [...isolates].map(([path, isolate]) => {
    const [, ...names] = path.split('/')
    const id = names.pop()!
    const handle = names.reduce(
      (above, name) => (above.children as Record<string, SupervisorHandle>)[name]!,
      app as unknown as SupervisorHandle,
    )
    const ref = (handle.children as Record<string, ActorRef>)[id]
    const model = path.startsWith('chaos/models/')
    return {
      path,
      id,
      isolate,
      handle,
      once: !again.has(id),
      ...(!model && { victim: ref as unknown as ActorRef<typeof Victim> }),
    }
  })
}

/** So much is remembered of each actor. */
const longestTrail = 16

/** What lives now, as the tree tells it. */
export class Lives {
  readonly ready = new Map<string, { readonly pid?: number }>()
  readonly pids = new Set<number>()
  readonly exits = new Map<string, number>()
  /** The last things that happened to each, for whoever has to explain a violation. */
  readonly #trails = new Map<string, string[]>()
  restarts = 0
  gaveUp = 0
  /** Lives that ended without an order to stop. */
  kills = 0

  /** Notes something that happened to an actor. */
  note(path: string, what: string): void {
    const trail = this.#trails.get(path) ?? []
    this.#trails.set(path, trail)
    if (trail.push(`${(performance.now() / 1_000).toFixed(1)} ${what}`) > longestTrail)
      trail.shift()
  }

  trailOf(path: string): string {
    return (this.#trails.get(path) ?? []).join(', ')
  }

  readonly inspect = (event: InspectionEvent): void => {
    if (event.type.startsWith('child-'))
      this.note(event.path, 'reason' in event ? event.reason.type : event.type)
    if (event.type === 'child-ready') {
      this.ready.set(event.path, event)
      if (event.pid !== undefined) this.pids.add(event.pid)
    }
    if (event.type === 'child-exited') this.#exited(event.path, event.reason.type)
    if (event.type === 'restart-scheduled') this.restarts++
    if (event.type === 'gave-up') this.gaveUp++
  }

  #exited(path: string, reason: string): void {
    this.ready.delete(path)
    this.exits.set(reason, (this.exits.get(reason) ?? 0) + 1)
    if (reason !== 'shutdown' && reason !== 'normal' && reason !== 'gave-up') this.kills++
  }
}
