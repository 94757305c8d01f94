import { ActorError } from '../errors.ts'
import { inWords } from '../in-words.ts'
import type { ExitReason } from '../isolate/exit.ts'
import { Agenda } from './agenda.ts'
import type { ChildDefinition, ChildDefinitions } from './definition.ts'
import { Driver } from './drive.ts'
import type { Outcome } from './events.ts'
import type { LifeReport, Member, MemberFacts, Site } from './member.ts'
import { refusalError } from './refusal.ts'
import {
  type ChildSpec,
  type Limit,
  type SupervisorOptions as SpecOptions,
  supervisorOf,
  type SupervisorSpec,
} from './spec.ts'
import { startError } from './start-error.ts'
import { initialState } from './state.ts'
import {
  type ChildCounts,
  type ChildStatus,
  type ChildSummary,
  countChildren,
  listChildren,
} from './status.ts'
import type { System } from './system.ts'
import type { TreeNode } from './tree.ts'
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
  supervisorSpec!: SupervisorSpec
  readonly #site: Site
  readonly #system: System
  #building: Agenda | undefined
  #driver: Driver | undefined

  constructor(plan: SupervisorPlan, site: Site, system: System) {
    this.spec = plan.spec
    this.#site = site
    this.#system = system
    const { building = new Agenda() } = site
    this.#building = building
    try {
      building.run(() => this.#build(plan))
    } catch (error) {
      this.members.forEach(unmount)
      throw error
    }
  }

  #build({ children, options }: SupervisorPlan): void {
    const { path } = this.#site
    if (!isRecord(children)) throw badDefinition(`children of ${path}`, children)
    for (const [id, definition] of Object.entries(children)) {
      const { member, exposed } = this.#mount(id, definition)
      this.members.push(member)
      this.exposed[id] = exposed
    }
    const specs = this.members.map(({ spec }) => spec)
    this.supervisorSpec = supervisorOf({ ...options, path }, specs)
    this.#building = undefined
  }

  #mount<Exposed>(
    id: string,
    definition: ChildDefinition<Exposed>,
  ): ReturnType<ChildDefinition<Exposed>['mount']> {
    const path = `${this.#site.path}/${id}`
    if (!isRecord(definition) || typeof definition.mount !== 'function')
      throw badDefinition(path, definition)
    return definition.mount(
      { id, path, ...(this.#building && { building: this.#building }) },
      this.#system,
    )
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

  look(): MemberFacts {
    const children = this.list().map((summary): TreeNode => {
      const facts = this.member(summary.id)?.look()
      return { ...summary, path: `${this.path}/${summary.id}`, ...facts }
    })
    return { children }
  }

  measure(measured: boolean): void {
    for (const member of this.#driver?.members.values() ?? []) member.measure(measured)
  }

  /** Whether it runs, for a root that no supervisor lists. */
  get status(): ChildStatus {
    if (this.#driver === undefined) return 'starting'
    if (this.#driver.over) return 'stopped'
    const { phase } = this.#driver.state
    return phase === 'running' || phase === 'starting' ? phase : 'stopping'
  }

  /** The child of this id. */
  member(id: string): Member | undefined {
    return this.#driver?.members.get(id)
  }

  get path(): string {
    return this.#site.path
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
    const { member, exposed } = this.#mount(id, definition)
    this.#admit(member)
    driver.members.set(id, member)
    const outcome = await driver.request((request) => ({
      type: 'start-child',
      request,
      spec: member.spec,
    }))
    // What has begun to live is the supervisor's to end and to forget.
    const isUnknown = driver.state.children.find(id)?.spec !== member.spec
    if (isUnknown && driver.members.get(id) === member) {
      driver.members.delete(id)
      unmount(member)
    }
    this.#check(id, outcome)
    return exposed
  }

  #admit(member: Member): void {
    try {
      checkFit(member.spec, this.supervisorSpec)
    } catch (error) {
      unmount(member)
      throw error
    }
  }

  async stopChild(id: string): Promise<void> {
    const driver = this.#running()
    const member = driver.members.get(id)
    this.#check(id, await driver.request((request) => ({ type: 'stop-child', request, id })))
    await member?.left?.()
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

/** Takes back what never lived. */
function unmount(member: Member): void {
  member.close({ type: 'no-actor' })
  member.forget()
}

function isRecord(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}

function badDefinition(what: string, value: unknown): ActorError {
  const hint = 'made by child(), pool() or supervisor()'
  return new ActorError('invalid-argument', `${what}: got ${inWords(value)}; a child is ${hint}`, {
    argument: 'children',
    hint,
  })
}
