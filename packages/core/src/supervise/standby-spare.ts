import type { ExitReason } from '../isolate/exit.ts'
import type { Incarnation, LifeEvents, Tree } from '../isolate/incarnation.ts'
import type { Terms } from '../wire/frame.ts'
import type { ChildSpec, Limit } from './spec.ts'
import { HeldBackNames } from './standby-names.ts'
import { startTimedOut } from './start-error.ts'
import type { System } from './system.ts'

/** Begins a life of the child. */
export type Bear = (events: LifeEvents, tree: Tree) => Incarnation

/** What a spare is a spare of. */
export interface SpareOf {
  readonly path: string
  readonly spec: ChildSpec
  readonly system: Pick<System, keyof Tree | 'clock' | 'random'>
  readonly bear: Bear
}

/** A life that nobody uses yet. It holds no process alive, and its end is nobody's failure. */
export class Spare {
  readonly incarnation: Incarnation
  /** What the actor asks of its near side, once it is up. */
  terms: Terms | undefined
  readonly since: number
  readonly #of: SpareOf
  readonly #names: HeldBackNames
  /** Who hears of it now: the standby, later the life that it becomes. */
  #events: LifeEvents
  #patience: (() => void) | undefined
  #verdict: ExitReason | undefined

  constructor(of: SpareOf, events: Pick<LifeEvents, 'log' | 'output' | 'exited'> & { up(): void }) {
    this.#of = of
    this.since = of.system.clock.now()
    this.#names = new HeldBackNames(of.system)
    this.#events = {
      ...events,
      ready: (terms) => {
        this.terms = terms
        this.#patience?.()
        events.up()
      },
      active() {},
      progress: (progress) => {
        of.system.tell({ type: 'progress', path: of.path, progress })
        this.#await()
      },
      exited: (reason) => {
        this.#patience?.()
        events.exited(this.#verdict ?? reason)
      },
    }
    this.incarnation = of.bear(this.#told(), this.#names)
    this.incarnation.hold(false)
    this.#await()
  }

  #told(): LifeEvents {
    return {
      ready: (terms) => this.#events.ready(terms),
      active: () => this.#events.active(),
      activity: (activity) => this.#events.activity?.(activity),
      progress: (progress) => this.#events.progress(progress),
      log: (level, message, details) => this.#events.log(level, message, details),
      output: (line, stream) => this.#events.output(line, stream),
      exited: (reason) => this.#events.exited(reason),
    }
  }

  /** It may take as long as any start of the child, counted from its last progress. */
  #await(): void {
    this.#patience?.()
    const { path, spec, system } = this.#of
    if (spec.startTimeout === 'infinity') return
    this.#patience = system.clock.after(
      spec.startTimeout,
      () => {
        this.#verdict = startTimedOut(path, spec.startTimeout)
        this.incarnation.kill()
      },
      true,
    )
  }

  /** It becomes the child's next life, which hears of it from now on. */
  adopt(events: LifeEvents): Incarnation {
    this.#patience?.()
    this.#events = events
    this.#names.release()
    return this.incarnation
  }

  /** Ends it, in order where it is up, as patiently as the child itself; resolves when it is gone. */
  leave(byForce: boolean): Promise<void> {
    const { spec, system } = this.#of
    this.#patience?.()
    return new Promise((resolve) => {
      let cancel = (): void => {}
      const within = (limit: Limit, then: () => void): void => {
        if (limit !== 'infinity') cancel = system.clock.after(limit, then)
      }
      const gone = (): void => {
        cancel()
        resolve()
      }
      const kill = (): void => {
        this.incarnation.kill()
        within(spec.zombieAfter, () => {
          this.incarnation.fence()
          this.incarnation.hold(false)
          gone()
        })
      }
      this.#events = { ...this.#events, ready() {}, progress() {}, exited: gone }
      this.incarnation.hold(true)
      if (byForce || this.terms === undefined || spec.shutdown === 'brutal-kill') return kill()
      this.incarnation.stop()
      within(spec.shutdown, kill)
    })
  }
}
