import { type Clock, systemClock } from '../clock.ts'
import type { IsolateHost } from '../isolate/isolate.ts'

/** The clock of what holds a tree's isolates, once that is known: a page that is frozen stops it. */
export class HostClock implements Clock {
  #clock = systemClock

  /** The first one that has a clock of its own decides. */
  follow({ clock }: IsolateHost): void {
    if (clock !== undefined && this.#clock === systemClock) this.#clock = clock
  }

  now(): number {
    return this.#clock.now()
  }

  after(milliseconds: number, task: () => void, background?: boolean): () => void {
    return this.#clock.after(milliseconds, task, background)
  }
}
