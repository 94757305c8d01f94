import type { ExitReason } from '../isolate/exit.ts'
import type { Agenda } from './agenda.ts'
import type { ChildSpec, Limit } from './spec.ts'
import type { TreeNode } from './tree.ts'

/** How a life reports to the driver that began it. */
export interface LifeReport {
  ready(): void
  progressed(): void
  drained(): void
  /** It must die for this, for example because it stalled. */
  condemned(reason: ExitReason): void
  exited(reason: ExitReason): void
}

/**
 * What a driver starts and stops: an actor in its isolate, or a supervisor with a tree below. Each
 * method performs one command of the supervisor; incarnations count from 1.
 */
export interface Member {
  readonly spec: ChildSpec
  start(incarnation: number, report: LifeReport): void
  /** Messages go to it from now on. */
  up(incarnation: number, milliseconds: number): void
  /** No new messages; what waits is done first, for so long at most. */
  drain(incarnation: number, limit: Limit): void
  stop(incarnation: number): void
  kill(incarnation: number): void
  fence(incarnation: number): void
  /** A life is over; `final`: `close` follows at once. */
  down(incarnation: number, reason: ExitReason, final: boolean): void
  /** No life follows, unless a `start` says so. */
  close(reason: ExitReason): void
  /** After `close`: resolves when what it kept beside its life is gone too; undefined if that is so. */
  left?(): Promise<unknown> | undefined
  /** What there is to see of it now. */
  look(): MemberFacts
  /** Tells its lives whether to time their handlers. */
  measure(measured: boolean): void
  /** Its id is free again. */
  forget(): void
}

/** What only the member itself knows of it. */
export interface MemberFacts {
  readonly protocol?: string
  readonly kind?: string
  readonly pid?: number
  readonly started?: number
  readonly waiting?: number
  readonly inWork?: number
  readonly children?: readonly TreeNode[]
}

/** Where in the tree a member stands. */
export interface Site {
  readonly id: string
  readonly path: string
  /** Builds what is below, one after the other. Default: it is built at once. */
  readonly building?: Agenda
}
