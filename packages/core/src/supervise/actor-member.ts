import { nanoid } from 'nanoid'
import { createRef } from '../actor/create-ref.ts'
import { directory } from '../actor/directory.ts'
import type { MailboxOptions } from '../actor/mailbox.ts'
import { NearSide } from '../actor/near-side.ts'
import type { ActorRef } from '../actor/ref.ts'
import { ActorError } from '../errors.ts'
import type { ExitReason } from '../isolate/exit.ts'
import { Incarnation, type LifeEvents } from '../isolate/incarnation.ts'
import type { Isolate } from '../isolate/isolate.ts'
import type { AnyProtocol } from '../protocol/protocol.ts'
import type { Encoded } from '../wire/codec.ts'
import type { Terms } from '../wire/frame.ts'
import type { LifeReport, Member, Site } from './member.ts'
import { tellEnd } from './message-news.ts'
import type { ChildSpec } from './spec.ts'
import { type Patience, StallWatch, watches } from './stall-watch.ts'
import type { Bear } from './standby-spare.ts'
import { Standby } from './standby.ts'
import type { System } from './system.ts'
import { lives } from '../actor/watch.ts'

/** What makes one actor of a tree. */
export interface ActorPlan {
  readonly protocol: AnyProtocol
  readonly isolate: Isolate
  readonly spec: ChildSpec
  readonly options: Encoded
  readonly mailbox: MailboxOptions
  readonly allowThread: boolean
  /** How long it may give no sign of life. */
  readonly patience: Patience
  /** How many spares are kept. */
  readonly standby: number
  /** Overrides what the actor itself says. */
  readonly terms: Partial<Terms>
}

interface Life {
  incarnation: Incarnation
  readonly report: LifeReport
  terms: Terms | undefined
  readonly stall: StallWatch
  /** Why it was condemned, which its isolate does not know. */
  verdict?: ExitReason
  /** It was told to stop, or killed: no other attempt is made. */
  ending?: boolean
}

/** An actor in the tree: one address and one mailbox through all its lives. */
export class ActorMember implements Member {
  readonly spec: ChildSpec
  readonly near: NearSide
  readonly ref: ActorRef
  readonly address = nanoid()
  readonly #plan: ActorPlan
  readonly #site: Site
  readonly #system: System
  readonly #closing: () => void
  readonly #standby: Standby
  readonly #lives = new Map<number, Life>()
  #leaveDirectory: (() => void) | undefined
  #last = 0
  #births = 0
  /** Which attempt the next life is. */
  #attempt = 0

  /** @param closing Called before what waits is given up, for whoever has use for it. */
  constructor(plan: ActorPlan, site: Site, system: System, closing: () => void = () => {}) {
    this.#closing = closing
    this.spec = plan.spec
    this.#plan = plan
    this.#site = site
    this.#system = system
    if (plan.isolate.host !== undefined) system.join(plan.isolate.host)
    this.near = new NearSide({
      path: site.path,
      clock: system.clock,
      mailbox: plan.mailbox,
      ended: (delivery, how) => tellEnd(system, site.path, delivery, how),
      busy: () => this.#hold(),
    })
    this.ref = createRef(
      { protocol: plan.protocol, address: this.address, path: site.path },
      this.near,
      system,
    ) as ActorRef
    const { spec } = plan
    this.#standby = new Standby(plan.standby, { path: site.path, spec, system, bear: this.#bear })
    this.#enter()
  }

  #enter(): void {
    this.near.open()
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
      incarnation: spare?.adopt(events) ?? this.#bear(events, this.#system),
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

  /** Begins a life, of which nobody knows yet as which one it will serve. */
  #bear: Bear = (events, tree) => {
    const { isolate, protocol, options, allowThread, patience } = this.#plan
    const birth = {
      isolate,
      protocol,
      address: this.address,
      path: this.#site.path,
      incarnation: `${this.address}.${++this.#births}`,
      options,
      allowThread,
      refs: this.#system.refs,
      watched: watches(patience),
      attempt: this.#attempt,
      tree,
    }
    return new Incarnation(birth, {
      ...events,
      exited: (reason) => {
        this.#attempt = nextAttempt(reason) ?? this.#attempt
        events.exited(reason)
      },
    })
  }

  /** What the first attempt relies on does not work here: the start goes on with the next. */
  #attemptedAgain(life: Life | undefined, reason: ExitReason, events: LifeEvents): boolean {
    const again = nextAttempt(reason) !== undefined && life?.terms === undefined
    if (life === undefined || life.ending === true || !again) return false
    life.incarnation = this.#bear(events, this.#system)
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
      active: () => this.#lives.get(incarnation)?.stall.sign(),
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
        if (incarnation === this.#last) this.near.disconnect(verdict ?? reason)
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
    this.#hold()
    this.#standby.prepare()
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
    this.near.drain(() => this.#lives.get(incarnation)?.report.drained())
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
    if (incarnation === this.#last) this.near.disconnect(life?.verdict ?? { type: 'killed' })
    life?.incarnation.fence()
    life?.incarnation.hold(false)
  }

  down(incarnation: number, reason: ExitReason, final: boolean): void {
    const { path } = this.#site
    this.#system.tell({ type: 'child-exited', path, incarnation, reason })
    lives.down(this.address, { path, incarnation, reason, final })
  }

  close(reason: ExitReason): void {
    this.#leaveDirectory?.()
    this.#leaveDirectory = undefined
    this.#system.leave(this.ref)
    this.#closing()
    this.near.close(reason)
    this.#standby.end(reason.type === 'killed')
    lives.down(this.address, {
      path: this.#site.path,
      incarnation: this.#last,
      reason,
      final: true,
    })
  }

  gone(): Promise<unknown> | undefined {
    return this.#standby.gone()
  }

  forget(): void {
    lives.forget(this.address)
  }
}

/** Which attempt follows, if that is why it ended. */
function nextAttempt(reason: ExitReason): number | undefined {
  const error = 'error' in reason ? reason.error : undefined
  return ActorError.is(error, 'attempt-failed') ? error.details.attempt + 1 : undefined
}
