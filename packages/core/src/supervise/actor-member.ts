import { nanoid } from 'nanoid'
import { createRef } from '../actor/create-ref.ts'
import { directory } from '../actor/directory.ts'
import { NearSide } from '../actor/near-side.ts'
import type { ActorRef } from '../actor/ref.ts'
import { lives } from '../actor/watch.ts'
import { Crossing } from '../isolate/channel/crossing.ts'
import type { ExitReason } from '../isolate/exit.ts'
import type { LifeEvents } from '../isolate/incarnation.ts'
import { type ActorPlan, takesChannels } from './actor-plan.ts'
import { Births, nextAttempt } from './births.ts'
import type { Life } from './life.ts'
import type { LifeReport, Member, MemberFacts, Site } from './member.ts'
import { MessageNews } from './message-news.ts'
import type { ChildSpec } from './spec.ts'
import { StallWatch } from './stall-watch.ts'
import { Standby } from './standby.ts'
import type { System } from './system.ts'

/** An actor in the tree: one address and one mailbox through all its lives. */
export class ActorMember implements Member {
  readonly spec: ChildSpec
  readonly near: NearSide
  readonly ref: ActorRef
  readonly address = nanoid()
  readonly #plan: ActorPlan
  readonly #site: Site
  readonly #system: System
  readonly #closing: (() => void) | undefined
  /** Where others get channels to it; what is sent to a member of a pool can go to another. */
  readonly #crossing: Crossing | undefined
  readonly #births: Births
  readonly #standby: Standby
  readonly #lives = new Map<number, Life>()
  readonly #news: MessageNews
  #leaveDirectory: (() => void) | undefined
  #last = 0
  /** Milliseconds that its latest start took. */
  #started: number | undefined

  /** @param closing Called before what waits is given up, for whoever has use for it. */
  constructor(plan: ActorPlan, site: Site, system: System, closing?: () => void) {
    this.#closing = closing
    this.spec = plan.spec
    this.#plan = plan
    this.#site = site
    this.#system = system
    if (plan.isolate.host !== undefined) system.join(plan.isolate.host)
    const { name } = plan.protocol as { name: string }
    this.#news = new MessageNews({ system, path: site.path, protocol: name })
    this.near = new NearSide({
      path: site.path,
      clock: system.clock,
      mailbox: plan.mailbox,
      ended: (delivery, how) => this.#news.ended(delivery, how),
      trace: (request) => this.#news.trace(request),
      busy: () => this.#hold(),
    })
    this.ref = createRef(
      { protocol: plan.protocol, address: this.address, path: site.path },
      this.near,
      system,
    ) as ActorRef
    if (closing === undefined && takesChannels(plan))
      this.#crossing = new Crossing({ address: this.address, tree: system, mailbox: plan.mailbox })
    const place = { address: this.address, path: site.path, system }
    this.#births = new Births(plan, place)
    const { bear } = this.#births
    this.#standby = new Standby(plan.standby, { ...place, spec: plan.spec, bear })
    this.#enter()
  }

  #enter(): void {
    this.near.open()
    this.#crossing?.enter()
    lives.open(this.address)
    this.#system.enter(this.ref)
    this.#leaveDirectory ??= directory.enter(this.address, this.near)
  }

  start(incarnation: number, report: LifeReport): void {
    this.#enter()
    this.#last = incarnation
    const { path } = this.#site
    const spare = this.#standby.take()
    this.#system.tell({
      type: 'child-starting',
      path,
      incarnation,
      kind: this.#plan.isolate.kind,
      ...(spare && { standby: true }),
    })
    const events = this.#events(incarnation, report)
    const life: Life = {
      incarnation: spare?.adopt(events) ?? this.#births.bear(events, this.#system),
      report,
      terms: undefined,
      stall: new StallWatch(this.#system.clock, this.#plan.patience, (milliseconds) => {
        life.verdict = { type: 'stalled', milliseconds }
        report.condemned(life.verdict)
      }),
    }
    this.#lives.set(incarnation, life)
    life.incarnation.hold(true)
    if (spare?.terms !== undefined) events.ready(spare.terms)
  }

  /** What the first attempt relies on does not work here: the start goes on with the next. */
  #attemptedAgain(life: Life | undefined, reason: ExitReason, events: LifeEvents): boolean {
    const again = nextAttempt(reason) !== undefined && life?.terms === undefined
    if (life === undefined || life.ending === true || !again) return false
    life.incarnation = this.#births.bear(events, this.#system)
    life.incarnation.hold(true)
    return true
  }

  #events(incarnation: number, report: LifeReport): LifeEvents {
    const { path } = this.#site
    const { tell } = this.#system
    const events: LifeEvents = {
      ready: (terms) => {
        this.#lives.get(incarnation)!.terms = { ...terms, ...this.#plan.terms }
        report.ready()
      },
      active: () => {
        this.#news.hears()
        this.#lives.get(incarnation)?.stall.sign()
      },
      activity: (activity) => this.#lives.get(incarnation)?.stall.activity(activity),
      progress: (progress) => {
        tell({ type: 'progress', path, progress })
        report.progressed()
      },
      log: (level, message, details) => tell({ type: 'log', path, level, message, details }),
      output: (line, stream) => tell({ type: 'output', path, line, stream }),
      exited: (reason) => {
        const life = this.#lives.get(incarnation)
        if (this.#attemptedAgain(life, reason, events)) return
        const { verdict, stall } = life ?? {}
        if (incarnation === this.#last) this.#disconnect(verdict ?? reason, false)
        stall?.end()
        this.#lives.delete(incarnation)
        report.exited(reason)
      },
    }
    return events
  }

  up(incarnation: number, milliseconds: number): void {
    const life = this.#lives.get(incarnation)
    if (life?.terms === undefined) return
    const { pid } = life.incarnation
    this.#started = milliseconds
    this.#system.tell({
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
    const { junction } = life.incarnation
    if (junction !== undefined) this.#crossing?.up(junction, life.terms)
    if (this.#system.measuring) life.incarnation.measure(true)
    this.#hold()
    this.#standby.prepare()
  }

  #disconnect(reason: ExitReason, forced: boolean): void {
    this.#crossing?.down(reason, forced)
    this.near.disconnect(reason)
  }

  look(): MemberFacts {
    const { kind } = this.#plan.isolate
    const { name: protocol } = this.#plan.protocol as { name: string }
    const pid = this.#lives.get(this.#last)?.incarnation.pid
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
    for (const { incarnation } of this.#lives.values()) incarnation.measure(measured)
  }

  /** Ends its life by force, to be judged like a crash; whether there was one. */
  condemn(reason: ExitReason): boolean {
    const life = this.#lives.get(this.#last)
    if (life === undefined || life.ending === true) return false
    life.verdict = reason
    life.report.condemned(reason)
    return true
  }

  /** An idle actor lets the process end; a busy one does not. */
  #hold(): void {
    const { keepAlive } = this.#system
    for (const { incarnation, terms, stall } of this.#lives.values()) {
      incarnation.hold(keepAlive || terms === undefined || this.near.load > 0)
      stall.working(terms !== undefined && this.near.load > 0)
    }
  }

  drain(incarnation: number): void {
    const drained = (): void => this.#lives.get(incarnation)?.report.drained()
    this.#crossing?.drain()
    this.near.drain(() => {
      if (this.#crossing === undefined) drained()
      else this.#crossing.whenDrained(drained)
    })
  }

  stop(incarnation: number): void {
    const life = this.#lives.get(incarnation)
    this.#system.tell({ type: 'child-stopping', path: this.#site.path, incarnation })
    if (life === undefined) return
    life.ending = true
    life.incarnation.hold(true)
    life.incarnation.stop()
  }

  kill(incarnation: number): void {
    this.#system.tell({ type: 'child-killed', path: this.#site.path, incarnation })
    const life = this.#lives.get(incarnation)
    if (life === undefined) return
    life.ending = true
    life.incarnation.kill()
  }

  fence(incarnation: number): void {
    const life = this.#lives.get(incarnation)
    if (incarnation === this.#last) this.#disconnect(life?.verdict ?? { type: 'killed' }, true)
    life?.incarnation.fence()
    life?.incarnation.hold(false)
  }

  down(incarnation: number, reason: ExitReason, final: boolean): void {
    const { path } = this.#site
    this.#system.tell({ type: 'child-exited', path, incarnation, reason })
    lives.down(this.address, { path, incarnation, reason, final })
  }

  close(reason: ExitReason): void {
    const leave = this.#leaveDirectory
    this.#leaveDirectory = undefined
    this.#system.leave(this.ref)
    this.#closing?.()
    if (leave !== undefined && this.#crossing !== undefined) this.#crossing.close(leave)
    else leave?.()
    this.near.close(reason)
    this.#standby.end(reason.type === 'killed')
    const { path } = this.#site
    lives.down(this.address, { path, incarnation: this.#last, reason, final: true })
  }

  gone(): Promise<unknown> | undefined {
    return this.#standby.gone()
  }

  forget(): void {
    lives.forget(this.address)
    this.#crossing?.forget()
  }
}
