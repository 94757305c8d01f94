import { wrongArgument } from '../argument.ts'
import type { ExitReason } from '../isolate/exit.ts'
import { delayOf } from './backoff.ts'
import { Spare, type SpareOf } from './standby-spare.ts'

/** Spares of one child that may fail in a row before no more is tried until the child restarts. */
export const standbyAttempts = 5

/**
 * Keeps spares of a child: started, loaded, and handed over as its next life. The supervisor does
 * not know; to it a takeover is a start that is ready at once.
 */
export class Standby {
  readonly #size: number
  readonly #of: SpareOf
  readonly #spares = new Set<Spare>()
  readonly #leaving = new Set<Promise<void>>()
  #wanted = false
  #failures = 0
  #cancelRetry: (() => void) | undefined

  constructor(size: number, of: SpareOf) {
    this.#size = size
    this.#of = of
  }

  /** The child is up: from now on spares are made, one after a lost one with the child's backoff. */
  prepare(): void {
    this.#failures = 0
    this.#wanted = true
    this.#fill()
  }

  /** The spare that is furthest. No other is made before the child is up again. */
  take(): Spare | undefined {
    this.#rest()
    const all = [...this.#spares]
    const spare = all.find(({ terms }) => terms !== undefined) ?? all[0]
    if (spare !== undefined) this.#spares.delete(spare)
    return spare
  }

  /** The child is gone for good, and they with it. */
  end(byForce: boolean): void {
    this.#rest()
    for (const spare of this.#spares) {
      const gone = spare.leave(byForce)
      this.#leaving.add(gone)
      void gone.then(() => this.#leaving.delete(gone))
    }
    this.#spares.clear()
  }

  /** Resolves when those that were told to go are gone; undefined where there are none. */
  gone(): Promise<unknown> | undefined {
    return this.#leaving.size === 0 ? undefined : Promise.all(this.#leaving)
  }

  #rest(): void {
    this.#wanted = false
    this.#cancelRetry?.()
    this.#cancelRetry = undefined
  }

  #fill(): void {
    while (this.#wanted && this.#cancelRetry === undefined && this.#spares.size < this.#size) {
      this.#begin()
    }
  }

  #begin(): void {
    const { path, system } = this.#of
    const spare: Spare = new Spare(this.#of, {
      up: () => {
        const { pid } = spare.incarnation
        const milliseconds = system.clock.now() - spare.since
        system.tell({ type: 'standby-ready', path, milliseconds, ...(pid && { pid }) })
      },
      log: (level, message, details) => system.tell({ type: 'log', path, level, message, details }),
      output: (line, stream) => system.tell({ type: 'output', path, line, stream }),
      exited: (reason) => this.#lost(spare, reason),
    })
    this.#spares.add(spare)
    system.tell({ type: 'standby-starting', path })
  }

  #lost(spare: Spare, reason: ExitReason): void {
    const { path, spec, system } = this.#of
    this.#spares.delete(spare)
    system.tell({ type: 'standby-exited', path, reason })
    if (!this.#wanted) return
    const { clock, random } = system
    const healthy =
      spare.terms !== undefined && clock.now() - spare.since >= spec.backoff.resetAfter
    this.#failures = healthy ? 1 : this.#failures + 1
    if (this.#failures >= standbyAttempts) {
      this.#rest()
      return system.tell({ type: 'standby-gave-up', path, failures: this.#failures, reason })
    }
    const delay = delayOf(spec.backoff, this.#failures - 1, random)
    this.#cancelRetry ??= clock.after(delay, () => this.#again(), true)
  }

  #again(): void {
    this.#cancelRetry = undefined
    this.#fill()
  }
}

/** Each is an isolate more, and a lost one is made anew. */
const mostSpares = 16

/**
 * How many spares a child has.
 *
 * @throws {ActorError<'invalid-argument'>} It is not a whole number from 0 to 16.
 */
export function checkStandby(standby: number): number {
  if (Number.isInteger(standby) && standby >= 0 && standby <= mostSpares) return standby
  const hint = `it must be a whole number from 0 to ${mostSpares}`
  throw wrongArgument('standby', standby, hint)
}
