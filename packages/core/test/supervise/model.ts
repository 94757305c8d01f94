import type { AutoShutdown, RestartRule, Strategy } from '../../src/supervise/spec.ts'

/** A child as it is drawn: a leaf, or a supervisor with a plan of its own. */
export interface ChildPlan {
  readonly id: string
  readonly restart: RestartRule
  readonly significant?: boolean
  readonly inner?: Plan
}

/** A supervisor as it is drawn. */
export interface Plan {
  readonly strategy: Strategy
  readonly restarts: { readonly max: number; readonly within: number }
  readonly autoShutdown: AutoShutdown
  readonly children: readonly ChildPlan[]
}

/** How restarts pause, of every child. */
export const backoff = { immediate: 1, min: 100, max: 1_000, factor: 2, jitter: 0, resetAfter: 550 }

/** Whether a life fails to start. */
export function isBadStart(id: string, life: number): boolean {
  return id.startsWith('flaky') && life % 3 === 2
}

/** The time of a whole tree, and who pauses in which order. */
export interface World {
  now: number
  pauses: number
}

interface Child {
  readonly plan: ChildPlan
  wanted: boolean
  alive: boolean
  lives: number
  failures: number
  byHand: boolean
  upAt?: number | undefined
  pause?: { readonly until: number; readonly order: number } | undefined
  inner?: Model | undefined
}

/**
 * What supervision means where only pauses take time, in as few words as possible. It shares no code
 * with the supervisor and is compared with it after every step.
 */
export class Model {
  children: Child[] = []
  restarts: number[] = []
  over = false
  readonly plan: Plan
  readonly #world: World
  readonly #ended: (abnormal: boolean) => void

  constructor(plan: Plan, world: World, ended: (abnormal: boolean) => void = () => {}) {
    this.plan = plan
    this.#world = world
    this.#ended = ended
    for (const child of plan.children) this.#push(child)
    this.#settle()
  }

  /** This supervisor and all that live below. */
  get all(): Model[] {
    return [this, ...this.children.flatMap(({ inner }) => inner?.all ?? [])]
  }

  add(plan: ChildPlan): void {
    if (this.children.some((child) => child.plan.id === plan.id)) return
    this.#push(plan)
    this.#settle()
  }

  /** A child ends by itself. */
  exit(child: Child, abnormal: boolean, escalates = false): void {
    this.#fell(child)
    if (escalates) return this.#end(true)
    const { restart } = child.plan
    if (restart === 'permanent' || (restart === 'transient' && abnormal)) this.#comeBack(child)
    else this.#retire(child)
    this.#settle()
  }

  stop(child: Child): void {
    this.#letGo(child)
    this.#settle()
  }

  restart(child: Child): void {
    if (child.wanted || this.plan.strategy === 'dynamic') return
    Object.assign(child, { wanted: true, byHand: true, failures: 0 })
    this.#settle()
  }

  delete(child: Child): void {
    if (!child.wanted && this.plan.strategy !== 'dynamic') this.#drop(child)
  }

  /** The pause of a child is over. */
  resume(child: Child): void {
    child.pause = undefined
    this.#settle()
  }

  #push(plan: ChildPlan): void {
    this.children.push({ plan, wanted: true, alive: false, lives: 0, failures: 0, byHand: false })
  }

  #fell(child: Child): void {
    child.alive = false
    child.inner = undefined
  }

  #drop(child: Child): void {
    this.children = this.children.filter((other) => other !== child)
  }

  #letGo(child: Child): void {
    this.#fell(child)
    Object.assign(child, { wanted: false, byHand: false, pause: undefined })
    if (child.plan.restart === 'temporary' || this.plan.strategy === 'dynamic') this.#drop(child)
  }

  #retire(child: Child): void {
    this.#letGo(child)
    if (!child.plan.significant || this.plan.autoShutdown === 'never') return
    const others = this.children.some(({ plan, wanted }) => plan.significant && wanted)
    if (this.plan.autoShutdown === 'any-significant' || !others) this.#end(false)
  }

  #end(abnormal: boolean): void {
    this.over = true
    this.children = []
    this.#ended(abnormal)
  }

  #comeBack(child: Child): void {
    const { now } = this.#world
    const { max, within } = this.plan.restarts
    this.restarts = [...this.restarts.filter((at) => at >= now - within), now]
    if (this.restarts.length > max) return this.#end(true)
    if (child.upAt !== undefined && now >= child.upAt + backoff.resetAfter) child.failures = 0
    const wait = Math.min(100 * 2 ** (child.failures - 1), 1_000)
    if (child.failures > 0) child.pause = { until: now + wait, order: ++this.#world.pauses }
    child.failures += 1
    this.#takeAlong(child)
  }

  #takeAlong(failed: Child): void {
    const { strategy } = this.plan
    if (strategy !== 'one-for-all' && strategy !== 'rest-for-one') return
    const first = strategy === 'one-for-all' ? 0 : this.children.indexOf(failed)
    for (const child of this.children.slice(first)) {
      if (child === failed) continue
      this.#fell(child)
      if (child.plan.restart === 'temporary') this.#drop(child)
      else child.wanted = true
    }
  }

  #settle(): void {
    for (let next = this.#next(); !this.over && next !== undefined; next = this.#next())
      this.#start(next)
  }

  /** Who may start now. */
  #next(): Child | undefined {
    const { strategy } = this.plan
    const pending = this.children.filter(({ wanted, alive }) => wanted && !alive)
    if (strategy === 'rest-for-one') return pending[0]?.pause ? undefined : pending[0]
    if (strategy === 'one-for-all' && pending.some(({ pause }) => pause)) return undefined
    return pending.find(({ pause }) => !pause)
  }

  #start(child: Child): void {
    child.lives += 1
    child.upAt = undefined
    if (isBadStart(child.plan.id, child.lives)) {
      if (child.byHand) this.#letGo(child)
      else this.#comeBack(child)
      return
    }
    Object.assign(child, { alive: true, upAt: this.#world.now, byHand: false })
    const { inner } = child.plan
    if (inner !== undefined)
      child.inner = new Model(inner, this.#world, (abnormal) => this.exit(child, abnormal))
  }
}

/** Lets time pass: pauses end one after the other. */
export function advance(root: Model, world: World, milliseconds: number): void {
  const end = world.now + milliseconds
  for (;;) {
    const pauses = root.all.flatMap((model) =>
      model.children.flatMap((child) => (child.pause ? [{ model, child, ...child.pause }] : [])),
    )
    const [next] = pauses.sort((one, other) => one.until - other.until || one.order - other.order)
    if (next === undefined || next.until > end) break
    world.now = next.until
    next.model.resume(next.child)
  }
  world.now = end
}
