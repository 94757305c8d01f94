import { nanoid } from 'nanoid'
import { createRef } from '../actor/create-ref.ts'
import type { Delivery, Ended } from '../actor/delivery.ts'
import { directory } from '../actor/directory.ts'
import type { MailboxOptions } from '../actor/mailbox.ts'
import { NearSide } from '../actor/near-side.ts'
import type { ActorRef } from '../actor/ref.ts'
import type { ActorError } from '../errors.ts'
import type { ExitReason } from '../isolate/exit.ts'
import { Incarnation } from '../isolate/incarnation.ts'
import type { Isolate } from '../isolate/isolate.ts'
import type { AnyProtocol } from '../protocol/protocol.ts'
import { decode, type Encoded, type RefResolver } from '../wire/codec.ts'
import type { Request } from '../wire/destination.ts'
import type { Terms } from '../wire/frame.ts'
import type { LifeReport, Member, Site } from './member.ts'
import type { ChildSpec, Limit } from './spec.ts'
import { StallWatch } from './stall-watch.ts'
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
  readonly stallTimeout: Limit
  /** Overrides what the actor itself says. */
  readonly terms: Partial<Terms>
}

interface Life {
  readonly incarnation: Incarnation
  readonly report: LifeReport
  terms: Terms | undefined
  readonly stall: StallWatch
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
  readonly #lives = new Map<number, Life>()
  #leaveDirectory: (() => void) | undefined
  #last = 0

  /** @param closing Called before what waits is given up, for whoever has use for it. */
  constructor(plan: ActorPlan, site: Site, system: System, closing: () => void = () => {}) {
    this.#closing = closing
    this.spec = plan.spec
    this.#plan = plan
    this.#site = site
    this.#system = system
    if (plan.isolate.host !== undefined) system.hosts.add(plan.isolate.host)
    this.near = new NearSide({
      path: site.path,
      clock: system.clock,
      mailbox: plan.mailbox,
      ended: (delivery, how) => this.#ended(delivery, how),
      busy: () => this.#hold(),
    })
    this.ref = createRef(
      { protocol: plan.protocol, address: this.address, path: site.path },
      this.near,
      system,
    ) as ActorRef
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
    const { isolate, protocol, options, allowThread } = this.#plan
    this.#system.tell({ type: 'child-starting', path, incarnation, kind: isolate.kind })
    const birth = {
      isolate,
      protocol,
      address: this.address,
      path,
      incarnation: `${this.address}.${incarnation}`,
      options,
      allowThread,
      refs: this.#system.refs,
      tree: this.#system,
    }
    const life: Life = {
      incarnation: new Incarnation(birth, this.#events(incarnation, report)),
      report,
      terms: undefined,
      stall: new StallWatch(this.#system.clock, this.#plan.stallTimeout, (milliseconds) =>
        report.condemned({ type: 'stalled', milliseconds }),
      ),
    }
    this.#lives.set(incarnation, life)
    life.incarnation.hold(true)
  }

  #events(incarnation: number, report: LifeReport): ConstructorParameters<typeof Incarnation>[1] {
    const { path } = this.#site
    const { tell } = this.#system
    return {
      ready: (terms) => {
        this.#lives.get(incarnation)!.terms = { ...terms, ...this.#plan.terms }
        report.ready()
      },
      active: () => this.#lives.get(incarnation)?.stall.sign(),
      progress: (progress) => {
        tell({ type: 'progress', path, progress })
        report.progressed()
      },
      log: (level, message, details) => tell({ type: 'log', path, level, message, details }),
      output: (line, stream) => tell({ type: 'output', path, line, stream }),
      exited: (reason) => {
        if (incarnation === this.#last) this.near.disconnect(reason)
        this.#lives.get(incarnation)?.stall.end()
        this.#lives.delete(incarnation)
        report.exited(reason)
      },
    }
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
      hasStarted: (id) => life.incarnation.hasStarted(id),
    })
    this.#hold()
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
    life?.incarnation.hold(true)
    life?.incarnation.stop()
  }

  kill(incarnation: number): void {
    this.#system.tell({ type: 'child-killed', path: this.#site.path, incarnation })
    this.#lives.get(incarnation)?.incarnation.kill()
  }

  fence(incarnation: number): void {
    const life = this.#lives.get(incarnation)
    if (incarnation === this.#last) this.near.disconnect({ type: 'killed' })
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
    lives.down(this.address, {
      path: this.#site.path,
      incarnation: this.#last,
      reason,
      final: true,
    })
  }

  forget(): void {
    lives.forget(this.address)
  }

  #ended({ request, since, deliveries }: Delivery, { outcome, error }: Ended): void {
    const { clock, tell } = this.#system
    tell({
      type: 'message',
      path: this.#site.path,
      kind: request.kind,
      operation: request.operation,
      outcome,
      ...(error && { error }),
      milliseconds: clock.now() - since,
      redelivered: deliveries,
    })
    if (outcome === 'dead-lettered') this.#deadLetter(request, error)
  }

  #deadLetter({ kind, operation, payload }: Request, error: ActorError | undefined): void {
    const { refs, tell } = this.#system
    tell({
      type: 'dead-letter',
      path: this.#site.path,
      kind,
      operation,
      message: readable(payload, refs),
      error: error!,
    })
  }
}

/** A dead letter must not fail for being damaged. */
function readable(payload: Encoded, refs: RefResolver): unknown {
  try {
    return decode(payload, refs)
  } catch (error) {
    return error
  }
}
