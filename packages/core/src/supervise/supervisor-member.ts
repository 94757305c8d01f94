import { ActorError } from '../errors.ts'
import type { ExitReason } from '../isolate/exit.ts'
import type { ChildDefinition, ChildDefinitions } from './definition.ts'
import { Driver } from './drive.ts'
import type { Outcome } from './events.ts'
import type { LifeReport, Member, Site } from './member.ts'
import { refusalError } from './refusal.ts'
import {
  type ChildSpec,
  completeSupervisor,
  type Limit,
  type SupervisorOptions as SpecOptions,
  type SupervisorSpec,
} from './spec.ts'
import { startError } from './start-error.ts'
import { initialState } from './state.ts'
import { type ChildCounts, type ChildSummary, countChildren, listChildren } from './status.ts'
import type { System } from './system.ts'
import { checkFit } from './validate.ts'

/** What makes one supervisor of a tree. */
export interface SupervisorPlan {
  readonly spec: ChildSpec
  readonly options: Omit<SpecOptions, 'path' | 'children'>
  readonly children: ChildDefinitions
}

/** A supervisor in the tree: its children keep their addresses through all its lives. */
export class SupervisorMember implements Member {
  readonly spec: ChildSpec
  readonly exposed: Record<string, unknown> = {}
  readonly members: Member[] = []
  readonly supervisorSpec: SupervisorSpec
  readonly #site: Site
  readonly #system: System
  #driver: Driver | undefined

  constructor(plan: SupervisorPlan, site: Site, system: System) {
    this.spec = plan.spec
    this.#site = site
    this.#system = system
    for (const [id, definition] of Object.entries(plan.children)) {
      const { member, exposed } = definition.mount({ id, path: `${site.path}/${id}` }, system)
      this.members.push(member)
      this.exposed[id] = exposed
    }
    this.supervisorSpec = completeSupervisor({
      ...plan.options,
      path: site.path,
      children: this.members.map(({ spec }) => spec),
    })
  }

  start(_incarnation: number, report: LifeReport): void {
    this.#driver = new Driver(this.supervisorSpec, this.members, this.#system, {
      started: () => report.ready(),
      exited: (reason) => report.exited(reason),
    })
    this.#driver.handle({ type: 'start' })
  }

  up(): void {}

  drain(_incarnation: number, limit: Limit): void {
    this.#driver?.handle({ type: 'stop', drain: limit })
  }

  stop(): void {
    this.#driver?.handle({ type: 'stop' })
  }

  kill(): void {
    this.#driver?.handle({ type: 'kill' })
  }

  fence(): void {}

  down(incarnation: number, reason: ExitReason): void {
    this.#system.tell({ type: 'child-exited', path: this.#site.path, incarnation, reason })
  }

  close(reason: ExitReason): void {
    for (const member of this.members) member.close(reason)
  }

  forget(): void {
    for (const member of this.members) member.forget()
  }

  /** The children as they are now. */
  list(): readonly ChildSummary[] {
    return this.#driver === undefined ? [] : listChildren(this.#driver.state)
  }

  /** How many there are now. */
  count(): ChildCounts {
    return countChildren(this.#driver?.state ?? initialState(this.supervisorSpec))
  }

  /** Adds a child at the end and waits until it is up. */
  async add<Exposed>(id: string, definition: ChildDefinition<Exposed>): Promise<Exposed> {
    const driver = this.#running()
    if (driver.members.has(id)) throw refusalError(this.supervisorSpec, id, 'already-present')
    const { member, exposed } = definition.mount(
      { id, path: `${this.#site.path}/${id}` },
      this.#system,
    )
    checkFit(member.spec, this.supervisorSpec)
    driver.members.set(id, member)
    const outcome = await driver.request((request) => ({
      type: 'start-child',
      request,
      spec: member.spec,
    }))
    // What has begun to live is the supervisor's to end and to forget.
    const isUnknown = driver.state.children.every(({ spec }) => spec !== member.spec)
    if (isUnknown && driver.members.get(id) === member) {
      driver.members.delete(id)
      member.close({ type: 'no-actor' })
      member.forget()
    }
    this.#check(id, outcome)
    return exposed
  }

  async stopChild(id: string): Promise<void> {
    const driver = this.#running()
    const member = driver.members.get(id)
    this.#check(id, await driver.request((request) => ({ type: 'stop-child', request, id })))
    await member?.gone?.()
  }

  async restartChild(id: string): Promise<void> {
    this.#check(
      id,
      await this.#running().request((request) => ({ type: 'restart-child', request, id })),
    )
  }

  async deleteChild(id: string): Promise<void> {
    this.#check(
      id,
      await this.#running().request((request) => ({ type: 'delete-child', request, id })),
    )
  }

  #running(): Driver {
    if (this.#driver !== undefined && !this.#driver.over) return this.#driver
    const { path } = this.#site
    throw new ActorError('down', `${path} is not running`, {
      target: path,
      reason: { type: 'no-actor' },
    })
  }

  #check(id: string, outcome: Outcome): void {
    if (outcome.type === 'refused') throw refusalError(this.supervisorSpec, id, outcome.refusal)
    if (outcome.type === 'failed')
      throw startError(`${this.#site.path}/${id}`, { type: 'start-failed', error: outcome.error })
  }
}
