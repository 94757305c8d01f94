import { nanoid } from 'nanoid'
import { createRef } from '../actor/create-ref.ts'
import type { Destination, Request, Sink, Submission } from '../wire/destination.ts'
import { directory } from '../actor/directory.ts'
import type { ActorRef } from '../actor/ref.ts'
import type { Random } from '../clock.ts'
import { ActorError } from '../errors.ts'
import type { Isolate } from '../isolate/isolate.ts'
import type { AnyProtocol } from '../protocol/protocol.ts'
import { ActorMember } from '../supervise/actor-member.ts'
import { type ChildOptions, planActor } from '../supervise/child.ts'
import type { ChildDefinition } from '../supervise/definition.ts'
import type { Member, Site } from '../supervise/member.ts'
import { completeChild, type Limit, type SupervisorSpec } from '../supervise/spec.ts'
import { subtree } from '../supervise/subtree.ts'
import { SupervisorMember, type SupervisorPlan } from '../supervise/supervisor-member.ts'
import type { System } from '../supervise/system.ts'
import { choose, type Route } from './route.ts'

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
 * @throws {ActorError<'invalid-argument'>} The size is not a whole number of at least 1.
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
  { size, route = 'least-busy', restarts, ...each }: PoolOptions<P>,
): ChildDefinition<ActorRef<P>> {
  if (!Number.isInteger(size) || size < 1) {
    const hint = 'a whole number of at least 1'
    throw new ActorError('invalid-argument', `A pool needs a size, ${hint}; got ${String(size)}`, {
      argument: 'size',
      hint,
    })
  }
  const planned = planActor(protocol, isolate, each)
  return {
    subtree,
    mount(site, system) {
      const destination = new Router(route, system.random)
      const children = Object.fromEntries(
        Array.from({ length: size }, (_, index) => [String(index), routed(planned, destination)]),
      )
      const options = { restarts: restarts ?? { max: 3 * size, within: 5_000 } }
      const spec = completeChild({ id: site.id, type: 'supervisor' })
      const member = new PoolMember({ spec, options, children }, site, system, destination)
      return { member, exposed: refOf(protocol, site, destination, system) }
    },
  }
}

/** A pool's own supervisor. Its members end one by one, but its door closes at once. */
class PoolMember extends SupervisorMember {
  readonly #router: Router

  constructor(plan: SupervisorPlan, site: Site, system: System, router: Router) {
    super(plan, site, system)
    this.#router = router
  }

  override drain(incarnation: number, limit: Limit): void {
    this.#router.shut()
    super.drain(incarnation, limit)
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

function refOf<P extends AnyProtocol>(
  protocol: P,
  { path }: Site,
  router: Router,
  system: System,
): ActorRef<P> {
  const address = nanoid()
  directory.enter(address, router)
  return createRef({ protocol, address, path }, router, system)
}

/** Hands each message to one member. */
class Router implements Destination {
  readonly members: ActorMember[] = []
  readonly #route: Route
  readonly #random: Random
  #last = -1

  constructor(route: Route, random: Random) {
    this.#route = route
    this.#random = random
  }

  submit(request: Request, sink: Sink): Submission {
    const candidates = this.members.map(({ near }) => ({
      load: near.load,
      up: near.connected,
      gone: near.closed,
    }))
    this.#last = choose(this.#route, candidates, this.#last, this.#random)
    return this.members[this.#last]!.near.submit(request, sink)
  }

  /** Takes nothing new; what waits for members is done. */
  shut(): void {
    for (const { near } of this.members) near.drain(() => {})
  }

  /** What waits for a member that will not come back is for the others to do. */
  evacuate(member: ActorMember): void {
    const others = this.members.filter(({ near }) => near !== member.near && !near.closed)
    const heir = others.find(({ near }) => near.connected) ?? others[0]
    heir?.near.adopt(member.near.evacuate())
  }
}
