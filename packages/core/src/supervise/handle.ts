import type { ChildDefinition, ChildDefinitions, ExposedChildren } from './definition.ts'
import { checkCopy } from './same-copy.ts'
import type { ChildCounts, ChildSummary } from './status.ts'
import type { SupervisorMember } from './supervisor-member.ts'

/** A supervisor as its tree shows it: its children, and what can be done with them at run time. */
export interface SupervisorHandle<C extends ChildDefinitions = ChildDefinitions> {
  readonly path: string
  /** Refs of actors, and handles of supervisors, by id. They survive restarts. */
  readonly children: ExposedChildren<C>
  /** The children as they are now, also those that were added later. */
  list(): readonly ChildSummary[]
  /** How many there are now. */
  count(): ChildCounts
  /**
   * Adds a child at the end and waits until it is up.
   *
   * @throws {ActorError<'start-failed'>} It did not start; it is not tried again.
   * @throws {ActorError<'name-taken'>} A child of this id is there.
   * @throws {ActorError<'overflow'>} There are as many children as there may be.
   */
  add<Exposed>(id: string, definition: ChildDefinition<Exposed>): Promise<Exposed>
  /** Stops a child for good and waits until it is gone. */
  stopChild(id: string): Promise<void>
  /** Starts a stopped child again and waits until it is up. */
  restartChild(id: string): Promise<void>
  /** Forgets a stopped child. */
  deleteChild(id: string): Promise<void>
}

/** The handle of a supervisor in the tree. */
export function handleOf<C extends ChildDefinitions>(
  member: SupervisorMember,
): SupervisorHandle<C> {
  return {
    path: member.path,
    children: member.exposed as ExposedChildren<C>,
    list: () => member.list(),
    count: () => member.count(),
    async add(id, definition) {
      checkCopy(id, definition)
      return member.add(id, definition)
    },
    stopChild: (id) => member.stopChild(id),
    restartChild: (id) => member.restartChild(id),
    deleteChild: (id) => member.deleteChild(id),
  }
}
