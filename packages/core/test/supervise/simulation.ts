import type { ExitReason } from '../../src/isolate/exit.ts'
import type {
  Command,
  Outcome,
  Report,
  SupervisorEvent,
  TimerId,
} from '../../src/supervise/events.ts'
import {
  completeChild,
  completeSupervisor,
  type ChildOptions,
  type Limit,
  type SupervisorSpec,
} from '../../src/supervise/spec.ts'
import { type ChildState, initialState, type SupervisorState } from '../../src/supervise/state.ts'
import { countChildren, listChildren } from '../../src/supervise/status.ts'
import { transition } from '../../src/supervise/supervisor.ts'
import { SimulatedClock } from '../../src/testing/simulated-clock.ts'
import { crash, nameOf, type ScriptOf, type Tree } from './script.ts'
import { ScriptedChildren } from './scripted-children.ts'

/** One transition, from outside. */
export interface Step {
  readonly before: SupervisorState
  readonly event: SupervisorEvent
  readonly after: SupervisorState
  readonly commands: readonly Command[]
  readonly at: number
}

/**
 * Performs the commands of the pure supervisor over children that do as their scripts say, on a
 * clock that stands still. Whatever happened is in `trace`, as text.
 */
export class Simulation {
  readonly trace: string[] = []
  readonly commands: Command[] = []
  readonly outcomes = new Map<number, Outcome>()
  readonly reports: Report[] = []
  readonly exits: ExitReason[] = []
  spec: SupervisorSpec
  state: SupervisorState
  random = (): number => 0
  started = 0
  /** Sees every transition, before its commands are performed. */
  observe: (step: Step) => void = () => {}
  onExit: (reason: ExitReason) => void = () => {}
  onStart: () => void = () => {}
  readonly clock: SimulatedClock
  readonly children: ScriptedChildren
  readonly #timers = new Map<TimerId, () => void>()
  readonly #queue: SupervisorEvent[] = []
  #requests = 0
  #busy = false

  constructor(tree: Tree = {}, clock = new SimulatedClock()) {
    const children = (tree.children ?? []).map((child) =>
      typeof child === 'string' ? { id: child, script: {} } : child,
    )
    this.spec = completeSupervisor({ path: 'app', ...tree, children })
    this.state = initialState(this.spec)
    this.clock = clock
    this.children = new ScriptedChildren({
      clock,
      send: (event) => this.send(event),
      inner: (id, inner) => new Simulation({ path: `${this.spec.path}/${id}`, ...inner }, clock),
    })
    for (const { id, script = {} } of children) this.children.scripts.set(id, script)
  }

  /** A supervisor that is up, its trace empty. */
  static up(tree: Tree = {}): Simulation {
    const simulation = new Simulation(tree)
    simulation.send({ type: 'start' })
    simulation.trace.length = 0
    simulation.commands.length = 0
    return simulation
  }

  get reason(): ExitReason | undefined {
    return this.exits[0]
  }

  get requested(): number {
    return this.#requests
  }

  get timers(): number {
    return this.#timers.size
  }

  get counts(): number[] {
    const { specs, active, supervisors, workers } = countChildren(this.state)
    return [specs, active, supervisors, workers]
  }

  /** `a#1 b#2` of those that live, in the order in which they came. */
  get living(): string {
    return [...this.children.alive.keys()].join(' ')
  }

  /** `a running, b stopped`. */
  get status(): string {
    return listChildren(this.state)
      .map(({ id, status }) => `${id} ${status}`)
      .join(', ')
  }

  /** The trace since the last look. */
  look(): string[] {
    return this.trace.splice(0)
  }

  send(event: SupervisorEvent): void {
    this.#queue.push(event)
    if (this.#busy) return
    this.#busy = true
    for (let next = this.#queue.shift(); next !== undefined; next = this.#queue.shift()) {
      const environment = { now: this.clock.now(), random: this.random }
      const before = this.state
      const [state, commands] = transition(this.spec, before, next, environment)
      this.state = state
      this.observe({ before, event: next, after: state, commands, at: environment.now })
      for (const command of commands) this.#perform(command)
    }
    this.#busy = false
  }

  advance(milliseconds: number): void {
    this.clock.advance(milliseconds)
  }

  stop(drain?: Limit): void {
    this.send({ type: 'stop', drain })
  }

  kill(): void {
    this.send({ type: 'kill' })
  }

  /** The present life of a child ends by itself. */
  exit(id: string, reason: ExitReason = crash()): void {
    const { incarnation } = this.child(id)
    this.children.end({ id, incarnation }, reason)
  }

  /** The tree below a child, as it is in its present life. */
  inner(id: string): Simulation {
    return this.children.inner.get(id)!
  }

  child(id: string): ChildState {
    const child = this.state.children.find(id)
    if (child === undefined) throw new Error(`no child ${id}`)
    return child
  }

  startChild(options: ChildOptions, script: ScriptOf = {}): () => Outcome | undefined {
    if (!this.children.scripts.has(options.id)) this.children.scripts.set(options.id, script)
    return this.#request((request) => ({
      type: 'start-child',
      request,
      spec: completeChild(options),
    }))
  }

  stopChild(id: string, drain?: Limit): () => Outcome | undefined {
    return this.#request((request) => ({ type: 'stop-child', request, id, drain }))
  }

  restartChild(id: string): () => Outcome | undefined {
    return this.#request((request) => ({ type: 'restart-child', request, id }))
  }

  deleteChild(id: string): () => Outcome | undefined {
    return this.#request((request) => ({ type: 'delete-child', request, id }))
  }

  #request(make: (request: number) => SupervisorEvent): () => Outcome | undefined {
    const request = ++this.#requests
    this.send(make(request))
    return () => this.outcomes.get(request)
  }

  #perform(command: Command): void {
    this.commands.push(command)
    switch (command.type) {
      case 'arm':
        this.#timers.set(
          command.timer,
          this.clock.after(command.milliseconds, () => this.#fire(command.timer, command.child)),
        )
        return
      case 'disarm':
        if (!this.#timers.has(command.timer)) throw new Error('disarmed what is not armed')
        this.#timers.get(command.timer)!()
        this.#timers.delete(command.timer)
        return
      case 'answer':
        if (this.outcomes.has(command.request)) throw new Error('answered twice')
        this.outcomes.set(command.request, command.outcome)
        return
      case 'started':
        this.started += 1
        this.trace.push('started')
        return this.onStart()
      case 'exited':
        this.exits.push(command.reason)
        this.trace.push(`exited ${command.reason.type}`)
        return this.onExit(command.reason)
      case 'report':
        this.reports.push(command.report)
        return
      case 'closed':
      case 'forgotten':
        this.trace.push(`${command.type} ${command.id}`)
        return
      default:
        this.trace.push(`${command.type} ${nameOf(command)}`)
        return this.children.perform(command)
    }
  }

  #fire(timer: TimerId, child: string): void {
    this.#timers.delete(timer)
    this.send({ type: 'fired', timer, child })
  }
}
