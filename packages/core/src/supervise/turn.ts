import type { Random } from '../clock.ts'
import type { Command, Life, Outcome, RequestId } from './events.ts'
import { advance, isLive, type LifeEffect, type LifeEvent } from './lifecycle.ts'
import type { Roster } from './roster.ts'
import type { Limit, SupervisorSpec } from './spec.ts'
import type { ChildState, SupervisorState } from './state.ts'

/** What a supervisor may look at besides its state, handed in so that it stays pure. */
export interface Environment {
  /** Milliseconds on a clock that never goes back. */
  readonly now: number
  readonly random: Random
}

/** A state while a turn works on it: its own copy, whose parts are replaced. */
type Draft = { -readonly [Key in keyof SupervisorState]: SupervisorState[Key] }

/**
 * One call of `transition`: the state as it becomes, and the commands as they come up. It lives no
 * longer than the call, so nobody sees it change.
 */
export class Turn {
  readonly spec: SupervisorSpec
  readonly environment: Environment
  readonly commands: Command[] = []
  readonly state: Draft

  constructor(spec: SupervisorSpec, state: SupervisorState, environment: Environment) {
    this.spec = spec
    this.state = { ...state }
    this.environment = environment
  }

  get children(): Roster {
    return this.state.children
  }

  get now(): number {
    return this.environment.now
  }

  emit(command: Command): void {
    this.commands.push(command)
  }

  answer(request: RequestId, outcome: Outcome): void {
    this.emit({ type: 'answer', request, outcome })
  }

  find(id: string): ChildState | undefined {
    return this.children.find(id)
  }

  /** The child whose present life this is. */
  living({ id, incarnation }: Life): ChildState | undefined {
    const child = this.find(id)
    return child?.incarnation === incarnation && isLive(child.life) ? child : undefined
  }

  patch(id: string, change: Partial<ChildState>): ChildState {
    const child = { ...this.find(id)!, ...change }
    this.state.children = this.children.with(child)
    return child
  }

  /** Patches every child for which there is a change. */
  patchEach(changeOf: (child: ChildState) => Partial<ChildState> | undefined): void {
    for (const child of this.children) {
      const change = changeOf(child)
      if (change !== undefined) this.patch(child.spec.id, change)
    }
  }

  /** Moves a child's life on as the chart says, and wants done what the chart wants done. */
  move(id: string, event: LifeEvent): void {
    const { life, effects } = advance(this.find(id)!.life, event)
    const { incarnation } = this.patch(id, { life })
    for (const effect of effects) this.#perform({ id, incarnation }, effect)
  }

  #perform({ id, incarnation }: Life, effect: LifeEffect): void {
    switch (effect) {
      case 'start':
        return this.#start({ id, incarnation: incarnation + 1 })
      case 'up':
        return this.#up({ id, incarnation })
      case 'arm':
        return this.#arm(id)
      case 'disarm':
        return this.#disarm(id)
      case 'drain':
        return this.emit({ type: 'drain', id, incarnation, limit: this.find(id)!.drain ?? 0 })
      default:
        this.emit({ type: effect, id, incarnation })
    }
  }

  #start(life: Life): void {
    this.patch(life.id, {
      incarnation: life.incarnation,
      startedAt: this.now,
      upAt: undefined,
      closed: false,
    })
    this.emit({ type: 'start', ...life })
  }

  #up(life: Life): void {
    const { startedAt = this.now } = this.patch(life.id, { upAt: this.now, trial: undefined })
    this.emit({ type: 'up', ...life, milliseconds: this.now - startedAt })
  }

  #arm(id: string): void {
    const milliseconds = patience(this.find(id)!)
    if (milliseconds === 'infinity') return
    const timer = (this.state.timers += 1)
    this.patch(id, { timer })
    this.emit({ type: 'arm', timer, child: id, milliseconds })
  }

  #disarm(id: string): void {
    const { timer } = this.find(id)!
    if (timer === undefined) return
    this.patch(id, { timer: undefined })
    this.emit({ type: 'disarm', timer })
  }
}

/** How long a child may stay in the state it is in. */
function patience({ life, spec, drain, delay }: ChildState): Limit {
  switch (life) {
    case 'starting':
      return spec.startTimeout
    case 'draining':
      return drain ?? 0
    case 'stopping':
      return spec.shutdown === 'brutal-kill' ? 0 : spec.shutdown
    case 'zombie':
      return spec.zombieAfter
    case 'backing-off':
      return delay
    default:
      return 'infinity'
  }
}
