import type { ChildDefinition, ChildDefinitions } from './definition.ts'
import { handleOf, type SupervisorHandle } from './handle.ts'
import { type ChildOptions, completeChild, type SupervisorOptions as SpecOptions } from './spec.ts'
import { checkCopies } from './same-copy.ts'
import { subtree } from './subtree.ts'
import { checkOptions } from './validate.ts'
import { SupervisorMember } from './supervisor-member.ts'

/** How a supervisor treats its children, and how it is treated itself; all but children optional. */
export interface SupervisorOptions<C extends ChildDefinitions>
  extends Omit<SpecOptions, 'path' | 'children'>, Omit<ChildOptions, 'id' | 'type'> {
  readonly children: C
}

/**
 * A supervisor inside a tree. Its children fail and come back among themselves; when it uses up its
 * restarts it ends with `gave-up`, and when a child's `onFailure` says `escalate`, with `escalated`.
 * Both count as a failure for the supervisor above.
 *
 * @throws {ActorError<'invalid-argument'>} A child was made by another copy of this package.
 * @example
 * ```ts
 * import { actor, ask, child, memory, protocol, supervise, supervisor } from '@troupe/core'
 *
 * const Echo = protocol('echo', { say: ask<string, string>() })
 * const echo = actor(Echo, () => ({ say: (words) => words }))
 *
 * await using app = await supervise({
 *   children: {
 *     inner: supervisor({ strategy: 'rest-for-one', children: { echo: child(Echo, memory(echo)) } }),
 *   },
 * })
 * await app.children.inner.children.echo.ask.say('hi') // => 'hi'
 * ```
 */
export function supervisor<const C extends ChildDefinitions>(
  given: SupervisorOptions<C>,
): ChildDefinition<SupervisorHandle<C>> {
  const {
    children,
    strategy,
    restarts,
    autoShutdown,
    maxChildren,
    maxStarting,
    maxZombies,
    ...own
  } = checkOptions(given, '{ children: { reader: child(...) } }')
  checkCopies(children)
  const options = { strategy, restarts, autoShutdown, maxChildren, maxStarting, maxZombies }
  return {
    subtree,
    mount(site, system) {
      const spec = completeChild({ ...own, id: site.id, type: 'supervisor' })
      const member = new SupervisorMember({ spec, options, children }, site, system)
      return { member, exposed: handleOf<C>(member) }
    },
  }
}
