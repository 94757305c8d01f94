import type { ExitReason } from '../isolate/exit.ts'
import type { Incarnation, LifeEvents } from '../isolate/incarnation.ts'
import type { Progress } from '../actor/actor.ts'
import type { Clock } from '../clock.ts'
import type { Activity, LogLevel, Terms } from '../wire/frame.ts'
import type { LifeReport } from './member.ts'
import type { MessageNews } from './message-news.ts'
import { type Patience, StallWatch, watches } from './stall-watch.ts'
import type { System } from './system.ts'

/** Where in the tree a life is lived. */
export interface LifePlace {
  readonly path: string
  readonly clock: Clock
  readonly system: Pick<System, 'tell'>
  readonly news: Pick<MessageNews, 'hears'>
  /** How long it may give no sign of life. */
  readonly patience: Patience
  /** What the actor's place overrides of its terms. */
  termsOf(terms: Terms): Terms
  /** The isolate of this life is gone. */
  gone(life: Life, reason: ExitReason): void
}

/** What an actor's place in the tree keeps of one of its lives, and hears of it. */
export class Life implements LifeEvents {
  readonly number: number
  readonly report: LifeReport
  readonly #place: LifePlace
  incarnation!: Incarnation
  terms: Terms | undefined = undefined
  /** Where silence can be too long. */
  readonly stall: StallWatch | undefined
  /** Why it was condemned, which its isolate does not know. */
  verdict: ExitReason | undefined = undefined
  /** It was told to stop, or killed: no other attempt is made. */
  ending = false
  #over = false

  constructor(number: number, report: LifeReport, place: LifePlace) {
    this.number = number
    this.report = report
    this.#place = place
    this.stall = watches(place.patience) ? this.#watch(place) : undefined
  }

  #watch({ clock, patience }: LifePlace): StallWatch {
    return new StallWatch(clock, patience, (milliseconds) => {
      this.verdict = { type: 'stalled', milliseconds }
      this.report.condemned(this.verdict)
    })
  }

  ready(terms: Terms): void {
    this.terms = this.#place.termsOf(terms)
    this.report.ready()
  }

  active(): void {
    this.#place.news.hears()
    if (!this.#over) this.stall?.sign()
  }

  activity(activity: Activity): void {
    if (!this.#over) this.stall?.activity(activity)
  }

  progress(progress: Progress): void {
    const { system, path } = this.#place
    system.tell({ type: 'progress', path, progress })
    this.report.progressed()
  }

  log(level: LogLevel, message: string, details: unknown): void {
    const { system, path } = this.#place
    system.tell({ type: 'log', path, level, message, details })
  }

  output(line: string, stream: 'stdout' | 'stderr'): void {
    const { system, path } = this.#place
    system.tell({ type: 'output', path, line, stream })
  }

  exited(reason: ExitReason): void {
    this.#place.gone(this, reason)
  }

  /** Nothing of it is watched any more. */
  end(): void {
    this.#over = true
    this.stall?.end()
  }
}
