import type { Clock } from '../clock.ts'
import type { Activity } from '../wire/frame.ts'
import type { Limit } from './spec.ts'

/** Milliseconds without a sign of life that are legal, by what the actor says it does. */
export interface Patience {
  readonly working: Limit
  /** For one call of native code, which cannot give signs. */
  readonly native: Limit
}

/**
 * Finds an actor that has work and gives no sign of life. It looks at the messages' own path: any
 * frame is a sign, and no side ping can be answered by an actor that does nothing else.
 */
export class StallWatch {
  readonly #clock: Clock
  readonly #patience: Readonly<Record<Activity, Limit>>
  readonly #watches: boolean
  readonly #stalled: (milliseconds: number) => void
  #busy = false
  #activity: Activity = 'working'
  #lastSign = 0
  #lateLooks = 0
  #cancel: (() => void) | undefined

  constructor(clock: Clock, patience: Patience, stalled: (milliseconds: number) => void) {
    this.#clock = clock
    this.#patience = { ...patience, waiting: 'infinity' }
    this.#watches = watches(patience)
    this.#stalled = stalled
  }

  /** Whether there is work; the time counts from when it came. */
  working(busy: boolean): void {
    if (!this.#watches || busy === this.#busy) return
    this.#busy = busy
    this.#begin()
  }

  /** What it says it does now. */
  activity(activity: Activity): void {
    this.#activity = activity
    this.#begin()
  }

  /** A frame came. */
  sign(): void {
    if (!this.#watches) return
    this.#lastSign = this.#clock.now()
    this.#lateLooks = 0
  }

  end(): void {
    this.#cancel?.()
    this.#cancel = undefined
  }

  #begin(): void {
    this.end()
    this.sign()
    const limit = this.#patience[this.#activity]
    if (this.#busy && limit !== 'infinity') this.#arm(limit)
  }

  /**
   * One timer for many signs: when it is due it looks how long the last one is ago, and a few times
   * before. A look that comes late proves nothing: this side was blocked or frozen itself, perhaps
   * the actor too, and signs may wait to be read. The time begins anew then, but not for ever: a side
   * that always lags finds silence as well.
   */
  #arm(limit: number): void {
    const now = this.#clock.now()
    const step = Math.min(limit - (now - this.#lastSign), limit / looks)
    const due = now + step
    this.#cancel = this.#clock.after(step, () => {
      const late = this.#clock.now() - due
      const silent = this.#clock.now() - this.#lastSign
      const excused = late >= limit / looks && this.#lateLooks++ < looks
      if (excused) this.#lastSign = this.#clock.now()
      else if (silent >= limit) return this.#stalled(silent)
      this.#arm(limit)
    })
  }
}

/** Looks within one limit; one may be late by as much as lies between two. */
const looks = 4

/** Whether anything is too long. */
export function watches({ working, native }: Patience): boolean {
  return working !== 'infinity' || native !== 'infinity'
}
