import type { ExitReason } from '../../src/isolate/exit.ts'
import type { Command, Life, Outcome, Report, SupervisorEvent, TimerId } from '../../src/supervise/events.ts'
import {
  completeChild,
  completeSupervisor,
  type ChildOptions,
  type Limit,
  type SupervisorOptions,
  type SupervisorSpec,
} from '../../src/supervise/spec.ts'
import { initialState, type SupervisorState } from '../../src/supervise/state.ts'
import { countChildren, listChildren } from '../../src/supervise/status.ts'
import { transition } from '../../src/supervise/supervisor.ts'
import { SimulatedClock } from '../../src/testing/simulated-clock.ts'

/** How a simulated child behaves; a function of its incarnation where lives differ. */
export interface Script {
  /** How its start ends. Default `ready`. */
  readonly start?: 'ready' | 'never' | ExitReason
  readonly startsIn?: number
  /** How it ends when it is asked to stop. Default `shutdown`. */
  readonly stop?: 'never' | ExitReason
  readonly stopsIn?: number
  readonly drainsIn?: number
  /** Milliseconds from a kill until it is gone. Default 0. */
  readonly diesIn?: number
  /** It is a supervisor itself. */
  readonly inner?: Tree
}

type ScriptOf = Script | ((incarnation: number) => Script)

export interface Tree extends Partial<Omit<SupervisorOptions, 'children'>> {
  readonly children?: readonly (string | (ChildOptions & { readonly script?: ScriptOf }))[]
}

/** One transition, from outside. */
export interface Step {
  readonly before: SupervisorState
  readonly event: SupervisorEvent
  readonly after: SupervisorState
  readonly commands: readonly Command[]
  readonly at: number
}

const shutdown: ExitReason = { type: 'shutdown' }
export const crash = (message = 'crash'): ExitReason => ({ type: 'error', error: message })
export const normal: ExitReason = { type: 'normal' }
export const failed = (error: unknown = 'no luck'): ExitReason => ({ type: 'start-failed', error })

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
  readonly alive = new Map<string, Life>()
  readonly fenced = new Set<string>()
  readonly inner = new Map<string, Simulation>()
  readonly scripts = new Map<string, ScriptOf>()
  spec: SupervisorSpec
  state: SupervisorState
  random = (): number => 0
  started = 0
  /** Sees every transition, before its commands are performed. */
  observe: (step: Step) => void = () => {}
  onExit: (reason: ExitReason) => void = () => {}
  onStart: () => void = () => {}
  readonly clock: SimulatedClock
  readonly #timers = new Map<TimerId, () => void>()
  readonly #queue: SupervisorEvent[] = []
  #requests = 0
  #busy = false

  constructor(tree: Tree = {}, clock = new SimulatedClock()) {
    const children = (tree.children ?? []).map((child) => (typeof child === 'string' ? { id: child } : child))
    for (const child of children) if ('script' in child && child.script) this.scripts.set(child.id, child.script)
    this.spec = completeSupervisor({ path: 'app', ...tree, children })
    this.state = initialState(this.spec)
    this.clock = clock
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
    return [...this.alive.keys()].join(' ')
  }

  /** `a running, b stopped`. */
  get status(): string {
    return listChildren(this.state).map(({ id, status }) => `${id} ${status}`).join(', ')
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
    this.#gone({ id, incarnation }, reason)
  }

  child(id: string): SupervisorState['children'][number] {
    const child = this.state.children.find(({ spec }) => spec.id === id)
    if (child === undefined) throw new Error(`no child ${id}`)
    return child
  }

  startChild(options: ChildOptions, script: ScriptOf = {}): () => Outcome | undefined {
    if (!this.scripts.has(options.id)) this.scripts.set(options.id, script)
    return this.#request((request) => ({ type: 'start-child', request, spec: completeChild(options) }))
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
      case 'start':
        this.trace.push(`start ${nameOf(command)}`)
        return this.#start({ id: command.id, incarnation: command.incarnation })
      case 'arm':
        this.#timers.set(command.timer, this.clock.after(command.milliseconds, () => this.#fire(command.timer)))
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
        return this.#order(command)
    }
  }

  #fire(timer: TimerId): void {
    this.#timers.delete(timer)
    this.send({ type: 'fired', timer })
  }

  #script({ id, incarnation }: Life): Script {
    const script = this.scripts.get(id) ?? {}
    return typeof script === 'function' ? script(incarnation) : script
  }

  #start(life: Life): void {
    const others = [...this.alive.values()].filter((one) => one.id === life.id && !this.fenced.has(nameOf(one)))
    if (others.length > 0) throw new Error(`${nameOf(life)} starts while ${nameOf(others[0]!)} lives`)
    this.alive.set(nameOf(life), life)
    const { start = 'ready', startsIn = 0, inner } = this.#script(life)
    if (inner !== undefined) return this.#startInner(life, inner)
    if (start === 'never') return
    this.#after(startsIn, life, () => {
      if (start === 'ready') this.send({ type: 'ready', ...life })
      else this.#gone(life, start)
    })
  }

  #startInner(life: Life, tree: Tree): void {
    const inner = new Simulation({ path: `${this.spec.path}/${life.id}`, ...tree }, this.clock)
    this.inner.set(life.id, inner)
    inner.onStart = () => this.send({ type: 'ready', ...life })
    inner.onExit = (reason) => this.#gone(life, reason)
    inner.send({ type: 'start' })
  }

  #order(command: Command & Life): void {
    const life = { id: command.id, incarnation: command.incarnation }
    const script = this.#script(life)
    const inner = script.inner && this.inner.get(life.id)
    if (command.type === 'fence') this.fenced.add(nameOf(life))
    if (command.type === 'drain') {
      this.#after(script.drainsIn ?? 0, life, () => this.send({ type: 'drained', ...life }))
    }
    if (command.type === 'stop') {
      if (inner) return inner.stop()
      const { stop = shutdown, stopsIn = 0 } = script
      if (stop !== 'never') this.#after(stopsIn, life, () => this.#gone(life, stop))
    }
    if (command.type === 'kill') {
      if (inner) return inner.kill()
      this.#after(script.diesIn ?? 0, life, () => this.#gone(life, { type: 'killed' }))
    }
  }

  #after(milliseconds: number, life: Life, task: () => void): void {
    const unlessGone = (): void => {
      if (this.alive.has(nameOf(life))) task()
    }
    if (milliseconds === 0) unlessGone()
    else if (Number.isFinite(milliseconds)) this.clock.after(milliseconds, unlessGone)
  }

  #gone(life: Life, reason: ExitReason): void {
    if (!this.alive.delete(nameOf(life))) return
    this.send({ type: 'exited', ...life, reason })
  }
}

export function nameOf({ id, incarnation }: Life): string {
  return `${id}#${incarnation}`
}
