import type { ExitReason } from '../../src/isolate/exit.ts'
import type { Command, Life, SupervisorEvent } from '../../src/supervise/events.ts'
import type { SimulatedClock } from '../../src/testing/simulated-clock.ts'
import { killed, nameOf, shutdown, type Script, type ScriptOf, type Tree } from './script.ts'
import type { Simulation } from './simulation.ts'

/** Where the children stand. */
export interface Surroundings {
  readonly clock: SimulatedClock
  send(event: SupervisorEvent): void
  inner(id: string, tree: Tree): Simulation
}

/** Children that do as their scripts say. What is said to a life that is gone is not heard. */
export class ScriptedChildren {
  readonly alive = new Map<string, Life>()
  readonly fenced = new Set<string>()
  readonly inner = new Map<string, Simulation>()
  readonly scripts = new Map<string, ScriptOf>()
  readonly #around: Surroundings

  constructor(around: Surroundings) {
    this.#around = around
  }

  perform(command: Command & Life): void {
    const life = { id: command.id, incarnation: command.incarnation }
    const inner = this.#scriptOf(life).inner && this.inner.get(life.id)
    switch (command.type) {
      case 'start':
        return this.#start(life)
      case 'drain':
        return inner ? inner.stop(command.limit) : this.#drain(life)
      case 'stop':
        return inner ? inner.stop() : this.#stop(life)
      case 'kill':
        return inner ? inner.kill() : this.#kill(life)
      case 'fence':
        this.fenced.add(nameOf(life))
    }
  }

  /** A life ends. */
  end(life: Life, reason: ExitReason): void {
    if (!this.alive.delete(nameOf(life))) return
    this.#around.send({ type: 'exited', ...life, reason })
  }

  #scriptOf({ id, incarnation }: Life): Script {
    const script = this.scripts.get(id) ?? {}
    return typeof script === 'function' ? script(incarnation) : script
  }

  #start(life: Life): void {
    for (let incarnation = 1; incarnation < life.incarnation; incarnation++) {
      const other = nameOf({ id: life.id, incarnation })
      if (this.alive.has(other) && !this.fenced.has(other))
        throw new Error(`${nameOf(life)} starts while ${other} lives`)
    }
    this.alive.set(nameOf(life), life)
    const { start = 'ready', startsIn = 0, inner } = this.#scriptOf(life)
    if (inner !== undefined) return this.#startInner(life, inner)
    if (start === 'never') return
    this.#after(startsIn, life, () => {
      if (start === 'ready') this.#around.send({ type: 'ready', ...life })
      else this.end(life, start)
    })
  }

  #startInner(life: Life, tree: Tree): void {
    const inner = this.#around.inner(life.id, tree)
    this.inner.set(life.id, inner)
    inner.onStart = () => this.#around.send({ type: 'ready', ...life })
    inner.onExit = (reason) => this.end(life, reason)
    inner.send({ type: 'start' })
  }

  #drain(life: Life): void {
    const { drainsIn = 0 } = this.#scriptOf(life)
    this.#after(drainsIn, life, () => this.#around.send({ type: 'drained', ...life }))
  }

  #stop(life: Life): void {
    const { stop = shutdown, stopsIn = 0 } = this.#scriptOf(life)
    if (stop !== 'never') this.#after(stopsIn, life, () => this.end(life, stop))
  }

  #kill(life: Life): void {
    this.#after(this.#scriptOf(life).diesIn ?? 0, life, () => this.end(life, killed))
  }

  #after(milliseconds: number, life: Life, task: () => void): void {
    const unlessGone = (): void => {
      if (this.alive.has(nameOf(life))) task()
    }
    if (milliseconds === 0) unlessGone()
    else if (Number.isFinite(milliseconds)) this.#around.clock.after(milliseconds, unlessGone)
  }
}
