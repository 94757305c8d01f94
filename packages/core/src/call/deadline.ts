import { LineUp, type Standing } from '../actor/line-up.ts'
import type { Clock } from '../clock.ts'

/** Milliseconds by which a timer must be late to show that this side was blocked or frozen. */
const lag = 500

/** Where more lengths of time are known, those by which nothing goes are forgotten. */
const mostIdle = 64

/** What may run out of time. Where it stands among others is noted on itself: nothing is made for it. */
export abstract class Expiring implements Standing {
  line: LineUp<never> | undefined = undefined
  before: Expiring | undefined = undefined
  after: Expiring | undefined = undefined
  due = 0
  #deadline: Line | undefined

  /** It expires after so many milliseconds in which this side could have heard of its end. */
  startDeadline(clock: Clock, milliseconds: number): void {
    this.enter(lineOf(clock, milliseconds))
  }

  /** It is over in time. */
  endDeadline(): void {
    this.#deadline?.remove(this)
    this.#deadline = undefined
  }

  enter(line: Line): void {
    this.#deadline = line
    line.add(this)
  }

  abstract expire(milliseconds: number): void
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
  /** Where it is found by its length, if it is. */
  readonly #known: Map<number, Line> | undefined
  readonly #waiting = new LineUp<Expiring>()
  #cancel: (() => void) | undefined
  readonly #run = (): void => this.#passOn()

  constructor(clock: Clock, milliseconds: number, meant = milliseconds, known?: Map<number, Line>) {
    this.#clock = clock
    this.#milliseconds = milliseconds
    this.#meant = meant
    this.#known = known
  }

  add(expiring: Expiring): void {
    expiring.due = this.#clock.now() + this.#milliseconds
    this.#waiting.add(expiring)
    if (this.#waiting.size === 1) this.#arm(this.#milliseconds)
  }

  remove(expiring: Expiring): void {
    this.#waiting.delete(expiring)
    if (this.#waiting.size > 0) return
    this.#cancel?.()
    this.#cancel = undefined
    if (this.#known !== undefined && this.#known.size > mostIdle)
      this.#known.delete(this.#milliseconds)
  }

  #arm(milliseconds: number): void {
    this.#cancel = this.#clock.after(milliseconds, this.#run)
  }

  /** The one for which the timer was set may have ended meanwhile. */
  #passOn(): void {
    this.#cancel = undefined
    const now = this.#clock.now()
    const waiting = this.#waiting
    for (let next = waiting.first; next !== undefined && next.due <= now; next = waiting.first)
      this.#pass(next, now)
    if (waiting.first !== undefined && this.#cancel === undefined)
      this.#arm(waiting.first.due - now)
  }

  /**
   * Where this side was blocked or frozen meanwhile, the answer may wait to be read, so what was
   * lost is given back.
   */
  #pass(expiring: Expiring, now: number): void {
    const late = now - expiring.due
    expiring.endDeadline()
    if (late < lag) expiring.expire(this.#meant)
    else expiring.enter(new Line(this.#clock, Math.min(late, this.#milliseconds), this.#meant))
  }
}

const lines = new WeakMap<Clock, Map<number, Line>>()

function lineOf(clock: Clock, milliseconds: number): Line {
  let known = lines.get(clock)
  if (known === undefined) lines.set(clock, (known = new Map<number, Line>()))
  let line = known.get(milliseconds)
  if (line === undefined)
    known.set(milliseconds, (line = new Line(clock, milliseconds, milliseconds, known)))
  return line
}
