import type { AnyActorRef, EventObject, Snapshot } from 'xstate'

/** An event that a machine, or a machine that it invokes, has yet to get: `after`, or a delayed send. */
export interface KeptDelay {
  readonly id: string
  readonly event: EventObject
  /** Milliseconds. After a restart they begin anew. */
  readonly delay: number
  /** The ids of the invoked actors down to who scheduled it; the machine itself has none. */
  readonly from: readonly string[]
  readonly to: readonly string[]
}

/** All that a machine needs to go on elsewhere, as plain data. */
export interface KeptSnapshot {
  readonly snapshot: Snapshot<unknown>
  /** XState keeps these apart from its snapshots. */
  readonly delays: readonly KeptDelay[]
}

/** What would bring this machine back. */
export function persist(machine: AnyActorRef): KeptSnapshot {
  const scheduled = Object.values(machine.system.getSnapshot()._scheduledEvents)
  return {
    snapshot: machine.getPersistedSnapshot(),
    delays: scheduled.flatMap(({ id, event, delay, source, target }) => {
      const [from, to] = [pathTo(source, machine), pathTo(target, machine)]
      return from && to ? [{ id, event, delay, from, to }] : []
    }),
  }
}

/** Schedules again what was scheduled. Everything else is in the snapshot that it was made from. */
export function resumeDelays(machine: AnyActorRef, { delays }: KeptSnapshot): void {
  for (const { id, event, delay, from, to } of delays) {
    const [source, target] = [find(machine, from), find(machine, to)]
    if (source && target) machine.system.scheduler.schedule(source, target, event, delay, id)
  }
}

function pathTo(actor: AnyActorRef, root: AnyActorRef): string[] | undefined {
  if (actor === root) return []
  const above = actor._parent && pathTo(actor._parent, root)
  return above && [...above, actor.id]
}

function find(root: AnyActorRef, path: readonly string[]): AnyActorRef | undefined {
  return path.reduce<AnyActorRef | undefined>(
    (actor, id) =>
      (actor?.getSnapshot() as { children?: Record<string, AnyActorRef> } | undefined)?.children?.[
        id
      ],
    root,
  )
}
