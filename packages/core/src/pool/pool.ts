import type { ActorRef } from '../actor/ref.ts'
import { ActorError } from '../errors.ts'
import type { Isolate } from '../isolate/isolate.ts'
import type { AnyProtocol } from '../protocol/protocol.ts'
import { ActorMember } from '../supervise/actor-member.ts'
import { type ChildOptions, planActor } from '../supervise/child.ts'
import type { ChildDefinition } from '../supervise/definition.ts'
import type { Member, Site } from '../supervise/member.ts'
import { completeChild, type SupervisorSpec } from '../supervise/spec.ts'
import { subtree } from '../supervise/subtree.ts'
import type { System } from '../supervise/system.ts'
import { checkOneOf, checkOptions } from '../supervise/validate.ts'
import { PoolMember } from './pool-member.ts'
import { type Route, routes } from './route.ts'
import { Router } from './router.ts'

/** How a pool is made up; the rest is what each member gets as a child. */
export interface PoolOptions<P extends AnyProtocol = AnyProtocol> extends ChildOptions<P> {
  /** Members. */
  readonly size: number
  /** Default: `least-busy`. */
  readonly route?: Route
  /** Restarts of all members together. Default: 3 for each member within 5 000 ms. */
  readonly restarts?: SupervisorSpec['restarts']
}

/**
 * Several actors alike behind one ref. Each message goes to one member; what waits for a member
 * that is gone for good goes to the others.
 *
 * @throws {ActorError<'invalid-argument'>} There is no size, or it is not a whole number of at least 1.
 * @see [Example: pool](../../../../examples/pool/README.md)
 * @example
 * ```ts
 * import { actor, ask, memory, pool, protocol, supervise } from '@troupe/core'
 *
 * const Square = protocol('square', { of: ask<number, number>() })
 * const square = actor(Square, () => ({ of: (n) => n * n }))
 *
 * await using app = await supervise({ children: { squares: pool(Square, memory(square), { size: 2 }) } })
 * await Promise.all([1, 2, 3].map((n) => app.children.squares.ask.of(n))) // => [1, 4, 9]
 * ```
 */
export function pool<P extends AnyProtocol>(
  protocol: P,
  isolate: Isolate,
  options: PoolOptions<P>,
): ChildDefinition<ActorRef<P>> {
  const { size, route = 'least-busy', restarts, ...each } = checkOptions(options, '{ size: 4 }')
  if (!Number.isInteger(size) || size < 1) {
    const hint = 'a whole number of at least 1'
    throw new ActorError('invalid-argument', `A pool needs a size, ${hint}; got ${String(size)}`, {
      argument: 'size',
      hint,
    })
  }
  checkOneOf('route', route, routes)
  const planned = planActor(protocol, isolate, each)
  return {
    subtree,
    mount(site, system) {
      const router = new Router(route, system.random)
      const children = Object.fromEntries(
        Array.from({ length: size }, (_, index) => [String(index), routed(planned, router)]),
      )
      const options = { restarts: restarts ?? { max: 3 * size, within: 5_000 } }
      const spec = completeChild({ id: site.id, type: 'supervisor' })
      const member = new PoolMember({ spec, options, children }, { site, system, protocol, router })
      return { member, exposed: member.ref as unknown as ActorRef<P> }
    },
  }
}

function routed(planned: ReturnType<typeof planActor>, router: Router): ChildDefinition {
  return {
    subtree,
    mount(site: Site, system: System): { member: Member; exposed: unknown } {
      const member = new ActorMember(planned(site.id), site, system, () => router.evacuate(member))
      router.members.push(member)
      return { member, exposed: member.ref }
    },
  }
}
