import type { Clock } from '../clock.ts'

/** Milliseconds between two looks, and how late one may come. */
const step = 500

interface Timer {
  due: number
  /** It was due while nobody looked, and what came meanwhile may wait to be read. */
  graced: boolean
  cancel: () => void
  readonly task: () => void
}

/**
 * Timers for what others may take: the time in which their own side was blocked or frozen does not
 * count. That shows by looking at the clock, and coming late.
 */
export class AwakeTimers<Id> {
  readonly #clock: Clock
  readonly #noticed: (milliseconds: number) => void
  readonly #timers = new Map<Id, Timer>()
  #lookDue = 0
  #cancelLook: (() => void) | undefined

  /** @param noticed Hears how long a gap was. */
  constructor(clock: Clock, noticed: (milliseconds: number) => void) {
    this.#clock = clock
    this.#noticed = noticed
  }

  arm(id: Id, milliseconds: number, task: () => void): void {
    const timer: Timer = {
      due: this.#clock.now() + milliseconds,
      graced: false,
      cancel: () => {},
      task,
    }
    this.#timers.set(id, timer)
    this.#wait(id, timer)
    if (this.#cancelLook === undefined) this.#armLook()
  }

  disarm(id: Id): void {
    this.#timers.get(id)?.cancel()
    this.#timers.delete(id)
    if (this.#timers.size === 0) this.#stopLooking()
  }

  clear(): void {
    for (const id of [...this.#timers.keys()]) this.disarm(id)
  }

  #wait(id: Id, timer: Timer): void {
    timer.cancel = this.#clock.after(timer.due - this.#clock.now(), () => {
      if (this.#look() && timer.due > this.#clock.now()) return
      this.disarm(id)
      timer.task()
    })
  }

  /** Whether there was a gap, which puts off all that waits. */
  #look(): boolean {
    const gap = this.#clock.now() - this.#lookDue
    if (gap < 0) return false
    this.#stopLooking()
    this.#armLook()
    if (gap < step) return false
    for (const [id, timer] of this.#timers) this.#putOff(id, timer, gap)
    this.#noticed(gap)
    return true
  }

  /** A side that always lags comes to an end as well: each timer has that grace only once. */
  #putOff(id: Id, timer: Timer, gap: number): void {
    const soonest = this.#clock.now() + step
    timer.due += gap
    if (timer.due < soonest && !timer.graced) {
      timer.graced = true
      timer.due = soonest
    }
    timer.cancel()
    this.#wait(id, timer)
  }

  #armLook(): void {
    this.#lookDue = this.#clock.now() + step
    this.#cancelLook = this.#clock.after(step, () => void this.#look(), true)
  }

  #stopLooking(): void {
    this.#cancelLook?.()
    this.#cancelLook = undefined
  }
}
