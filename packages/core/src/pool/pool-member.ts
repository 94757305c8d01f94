import { nanoid } from 'nanoid'
import { createRef } from '../actor/create-ref.ts'
import { directory } from '../actor/directory.ts'
import type { ActorRef } from '../actor/ref.ts'
import { lives } from '../actor/watch.ts'
import type { ExitReason } from '../isolate/exit.ts'
import type { AnyProtocol } from '../protocol/protocol.ts'
import type { LifeReport, Site } from '../supervise/member.ts'
import type { Limit } from '../supervise/spec.ts'
import { SupervisorMember, type SupervisorPlan } from '../supervise/supervisor-member.ts'
import type { System } from '../supervise/system.ts'
import type { Router } from './router.ts'

/** Where a pool stands and what it is behind. */
export interface PoolPlace {
  readonly site: Site
  readonly system: System
  readonly protocol: AnyProtocol
  readonly router: Router
}

/**
 * A pool's own supervisor, and the one address of its members: it is found and watched like an actor.
 * Its members end one by one, but its door closes at once.
 */
export class PoolMember extends SupervisorMember {
  readonly ref: ActorRef
  readonly #place: PoolPlace
  #leaveDirectory: (() => void) | undefined
  #last = 0

  constructor(plan: SupervisorPlan, place: PoolPlace) {
    const { site, system, protocol, router } = place
    super(plan, site, system)
    this.#place = place
    this.ref = createRef(
      { protocol, address: nanoid(), path: site.path },
      router,
      system,
    ) as ActorRef
    this.#enter()
  }

  #enter(): void {
    const { system, router } = this.#place
    lives.open(this.ref.address)
    system.enter(this.ref)
    this.#leaveDirectory ??= directory.enter(this.ref.address, router)
  }

  override start(incarnation: number, report: LifeReport): void {
    this.#last = incarnation
    this.#enter()
    super.start(incarnation, report)
  }

  override drain(incarnation: number, limit: Limit): void {
    this.#place.router.shut()
    super.drain(incarnation, limit)
  }

  override down(incarnation: number, reason: ExitReason, final = false): void {
    super.down(incarnation, reason)
    lives.down(this.ref.address, { path: this.ref.path, incarnation, reason, final })
  }

  override close(reason: ExitReason): void {
    this.#leaveDirectory?.()
    this.#leaveDirectory = undefined
    this.#place.system.leave(this.ref)
    super.close(reason)
    const { address, path } = this.ref
    lives.down(address, { path, incarnation: this.#last, reason, final: true })
  }

  override forget(): void {
    super.forget()
    lives.forget(this.ref.address)
  }
}
