import type { Clock } from '../clock.ts'

/** Milliseconds by which a timer must be late to show that this side was blocked or frozen. */
const lag = 500

/** Lengths of time that are remembered while nothing goes by them. */
const mostIdle = 64

/** What runs out of time. */
export interface Expiring {
  expire(milliseconds: number): void
}

/** When something runs out of time, until it ends. */
export class Deadline {
  readonly expiring: Expiring
  readonly due: number
  before: Deadline | undefined
  after: Deadline | undefined
  #line: Line | undefined
  /** What was given back, where this side was blocked. */
  #again: Deadline | undefined

  constructor(line: Line, expiring: Expiring, due: number) {
    this.#line = line
    this.expiring = expiring
    this.due = due
  }

  /** It is over in time. */
  end(): void {
    this.#line?.remove(this)
    this.#line = undefined
    this.#again?.end()
  }

  /**
   * Where this side was blocked or frozen meanwhile, the answer may wait to be read, so what was
   * lost is given back.
   */
  pass(clock: Clock, now: number, milliseconds: number, meant: number): void {
    this.#line = undefined
    const late = now - this.due
    if (late < lag) return this.expiring.expire(meant)
    this.#again = new Line(clock, Math.min(late, milliseconds), meant).add(this.expiring)
  }
}

/**
 * What must end within the same time, in the order in which it began: the first one is the first to
 * be due, so one timer does for all.
 */
class Line {
  readonly #clock: Clock
  readonly #milliseconds: number
  /** How long it was meant to be, where this is what was given back. */
  readonly #meant: number
  #first: Deadline | undefined
  #last: Deadline | undefined
  #cancel: (() => void) | undefined
  readonly #run = (): void => this.#passOn()

  constructor(clock: Clock, milliseconds: number, meant = milliseconds) {
    this.#clock = clock
    this.#milliseconds = milliseconds
    this.#meant = meant
  }

  get empty(): boolean {
    return this.#first === undefined
  }

  add(expiring: Expiring): Deadline {
    const deadline = new Deadline(this, expiring, this.#clock.now() + this.#milliseconds)
    const last = this.#last
    this.#last = deadline
    if (last === undefined) {
      this.#first = deadline
      this.#arm(this.#milliseconds)
    } else {
      last.after = deadline
      deadline.before = last
    }
    return deadline
  }

  remove(deadline: Deadline): void {
    const { before, after } = deadline
    if (before === undefined) this.#first = after
    else before.after = after
    if (after === undefined) this.#last = before
    else after.before = before
    // One that has grown old would keep all that came after it from being collected young.
    deadline.before = undefined
    deadline.after = undefined
    if (this.#first !== undefined) return
    this.#cancel?.()
    this.#cancel = undefined
  }

  #arm(milliseconds: number): void {
    this.#cancel = this.#clock.after(milliseconds, this.#run)
  }

  /** The one for which the timer was set may have ended meanwhile. */
  #passOn(): void {
    this.#cancel = undefined
    const now = this.#clock.now()
    for (let due = this.#first; due !== undefined && due.due <= now; due = this.#first) {
      this.remove(due)
      due.pass(this.#clock, now, this.#milliseconds, this.#meant)
    }
    if (this.#first !== undefined && this.#cancel === undefined) this.#arm(this.#first.due - now)
  }
}

const lines = new WeakMap<Clock, Map<number, Line>>()

/** Expires something after so many milliseconds in which this side could have heard the answer. */
export function deadline(clock: Clock, milliseconds: number, expiring: Expiring): Deadline {
  let known = lines.get(clock)
  if (known === undefined) lines.set(clock, (known = new Map<number, Line>()))
  let line = known.get(milliseconds)
  if (line === undefined) {
    if (known.size >= mostIdle) for (const [key, { empty }] of known) if (empty) known.delete(key)
    known.set(milliseconds, (line = new Line(clock, milliseconds)))
  }
  return line.add(expiring)
}
