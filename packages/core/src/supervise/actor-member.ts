import { nanoid } from 'nanoid'
import { createRef } from '../actor/create-ref.ts'
import { directory } from '../actor/directory.ts'
import type { Delivery, DeliveryTrace, Ended } from '../actor/delivery.ts'
import type { MailboxOptions } from '../actor/mailbox.ts'
import { NearSide, type NearSideOptions } from '../actor/near-side.ts'
import type { ActorRef } from '../actor/ref.ts'
import { lives } from '../actor/watch.ts'
import type { Clock } from '../clock.ts'
import { Crossing } from '../isolate/channel/crossing.ts'
import type { ExitReason } from '../isolate/exit.ts'
import type { Request } from '../wire/destination.ts'
import type { Terms } from '../wire/frame.ts'
import { type ActorPlan, agreed, takesChannels } from './actor-plan.ts'
import { Births, nextAttempt } from './births.ts'
import { Life, type LifePlace } from './life.ts'
import type { LifeReport, Member, MemberFacts, Site } from './member.ts'
import { MessageNews } from './message-news.ts'
import type { ChildSpec } from './spec.ts'
import type { Patience } from './stall-watch.ts'
import { Standby } from './standby.ts'
import type { Bear } from './standby-spare.ts'
import type { System } from './system.ts'

const none: readonly Life[] = []

/** An actor in the tree: one address and one mailbox through all its lives. */
export class ActorMember implements Member, LifePlace, NearSideOptions {
  readonly spec: ChildSpec
  readonly near: NearSide
  readonly ref: ActorRef
  readonly address = nanoid()
  readonly #plan: ActorPlan
  readonly #site: Site
  readonly system: System
  readonly #closing: (() => void) | undefined
  /** Where others get channels to it; what is sent to a member of a pool can go to another. */
  readonly #crossing: Crossing | undefined
  readonly #births: Births
  readonly #standby: Standby | undefined
  /** The latest last: those before it are on their way out. */
  #lives: readonly Life[] = none
  readonly news: MessageNews
  #listed = false
  #last = 0
  /** Milliseconds that its latest start took. */
  #started: number | undefined

  /** @param closing Called before what waits is given up, for whoever has use for it. */
  constructor(plan: ActorPlan, site: Site, system: System, closing?: () => void) {
    this.#closing = closing
    this.spec = plan.spec
    this.#plan = plan
    this.#site = site
    this.system = system
    if (plan.isolate.host !== undefined) system.join(plan.isolate.host)
    const { name } = plan.protocol as { name: string }
    this.news = new MessageNews({ system, path: site.path, protocol: name })
    this.near = new NearSide(this)
    this.ref = createRef(
      { protocol: plan.protocol, address: this.address, path: site.path },
      this.near,
      system,
    ) as ActorRef
    if (closing === undefined && takesChannels(plan))
      this.#crossing = new Crossing({ address: this.address, tree: system, mailbox: plan.mailbox })
    const place = { address: this.address, path: site.path, system }
    this.#births = new Births(plan, place)
    if (plan.standby > 0) {
      const bear: Bear = (events, tree) => this.#births.bearSpare(events, tree)
      this.#standby = new Standby(plan.standby, { ...place, spec: plan.spec, bear })
    }
    this.#enter()
  }

  get path(): string {
    return this.#site.path
  }

  get clock(): Clock {
    return this.system.clock
  }

  get patience(): Patience {
    return this.#plan.patience
  }

  get mailbox(): MailboxOptions {
    return this.#plan.mailbox
  }

  ended(delivery: Delivery, how: Ended): void {
    this.news.ended(delivery, how)
  }

  trace(request: Request): DeliveryTrace | undefined {
    return this.news.trace(request)
  }

  #enter(): void {
    this.near.open()
    this.#crossing?.enter()
    lives.open(this.address)
    this.system.enter(this.ref)
    if (this.#listed) return
    this.#listed = true
    directory.enter(this.address, this.near)
  }

  start(incarnation: number, report: LifeReport): void {
    this.#enter()
    this.#last = incarnation
    const { path } = this.#site
    const spare = this.#standby?.take()
    this.system.tell({
      type: 'child-starting',
      path,
      incarnation,
      kind: this.#plan.isolate.kind,
      ...(spare && { standby: true }),
    })
    const life = new Life(incarnation, report, this)
    life.incarnation = spare?.adopt(life) ?? this.#births.bear(life, this.system)
    this.#lives = [...this.#lives, life]
    life.incarnation.hold(true)
    if (spare?.terms !== undefined) life.ready(spare.terms)
  }

  #life(incarnation: number): Life | undefined {
    return this.#lives.find(({ number }) => number === incarnation)
  }

  termsOf(terms: Terms): Terms {
    const own = this.#plan.terms
    return own === agreed ? terms : { ...terms, ...own }
  }

  gone(life: Life, reason: ExitReason): void {
    this.#births.heed(reason)
    if (this.#attemptedAgain(life, reason)) return
    if (life.number === this.#last) this.#disconnect(life.verdict ?? reason, false)
    life.end()
    this.#lives = this.#lives.filter((other) => other !== life)
    life.report.exited(reason)
  }

  /** What the first attempt relies on does not work here: the start goes on with the next. */
  #attemptedAgain(life: Life, reason: ExitReason): boolean {
    if (nextAttempt(reason) === undefined || life.terms !== undefined || life.ending) return false
    life.incarnation = this.#births.bear(life, this.system)
    life.incarnation.hold(true)
    return true
  }

  up(incarnation: number, milliseconds: number): void {
    const life = this.#life(incarnation)
    if (life?.terms === undefined) return
    const { pid } = life.incarnation
    this.#started = milliseconds
    this.system.tell({
      type: 'child-ready',
      path: this.#site.path,
      incarnation,
      milliseconds,
      ...(pid && { pid }),
    })
    this.near.connect({
      link: life.incarnation.link,
      terms: life.terms,
      incarnation: life.incarnation.id,
      hasStarted: (id) => life.incarnation.hasStarted(id),
    })
    if (this.#crossing !== undefined) this.#crossing.up(life.incarnation.junction!, life.terms)
    if (this.system.measuring) life.incarnation.measure(true)
    this.busy()
    this.#standby?.prepare()
  }

  #disconnect(reason: ExitReason, forced: boolean): void {
    this.#crossing?.down(reason, forced)
    this.near.disconnect(reason)
  }

  look(): MemberFacts {
    const { kind } = this.#plan.isolate
    const { name: protocol } = this.#plan.protocol as { name: string }
    const pid = this.#life(this.#last)?.incarnation.pid
    const { waiting, load } = this.near
    return {
      protocol,
      kind,
      ...(pid && { pid }),
      started: this.#started,
      waiting,
      inWork: load - waiting,
    }
  }

  measure(measured: boolean): void {
    for (const { incarnation } of this.#lives) incarnation.measure(measured)
  }

  /** Ends its life by force, to be judged like a crash; whether there was one. */
  condemn(reason: ExitReason): boolean {
    const life = this.#life(this.#last)
    if (life === undefined) return false
    life.verdict ??= reason
    life.report.condemned(reason)
    return true
  }

  /** An idle actor lets the process end; a busy one does not. */
  busy(): void {
    const { keepAlive } = this.system
    for (const { incarnation, terms, stall } of this.#lives) {
      incarnation.hold(keepAlive || terms === undefined || this.near.load > 0)
      stall?.working(terms !== undefined && this.near.load > 0)
    }
  }

  drain(incarnation: number): void {
    const drained = (): void => this.#life(incarnation)?.report.drained()
    this.#crossing?.drain()
    this.near.drain(() => {
      if (this.#crossing === undefined) drained()
      else this.#crossing.whenDrained(drained)
    })
  }

  stop(incarnation: number): void {
    const life = this.#life(incarnation)
    this.system.tell({ type: 'child-stopping', path: this.#site.path, incarnation })
    if (life === undefined) return
    life.ending = true
    life.incarnation.hold(true)
    life.incarnation.stop()
  }

  kill(incarnation: number): void {
    this.system.tell({ type: 'child-killed', path: this.#site.path, incarnation })
    const life = this.#life(incarnation)
    if (life === undefined) return
    life.ending = true
    life.incarnation.kill()
  }

  fence(incarnation: number): void {
    const life = this.#life(incarnation)
    if (incarnation === this.#last) this.#disconnect(life?.verdict ?? { type: 'killed' }, true)
    life?.incarnation.fence()
    life?.incarnation.hold(false)
  }

  down(incarnation: number, reason: ExitReason, final: boolean): void {
    const { path } = this.#site
    this.system.tell({ type: 'child-exited', path, incarnation, reason })
    lives.down(this.address, { path, incarnation, reason, final })
  }

  close(reason: ExitReason): void {
    const listed = this.#listed
    this.#listed = false
    this.system.leave(this.ref)
    this.#closing?.()
    if (listed) this.#delist()
    this.near.close(reason)
    this.#standby?.end(reason.type === 'killed')
    const { path } = this.#site
    lives.down(this.address, { path, incarnation: this.#last, reason, final: true })
  }

  #delist(): void {
    const leave = (): void => void directory.leave(this.address)
    if (this.#crossing === undefined) leave()
    else this.#crossing.close(leave)
  }

  left(): Promise<unknown> | undefined {
    return this.#standby?.gone()
  }

  forget(): void {
    lives.forget(this.address)
    this.#crossing?.forget()
  }
}
