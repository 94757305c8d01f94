/** Who computed while a frame was made. */
export type Work = 'none' | 'workers' | 'page'

/** One frame of the page. */
export interface Frame {
  /** When it began, on the page's clock. */
  readonly at: number
  /** Milliseconds since the frame before. */
  readonly interval: number
  readonly work: Work
}

/** How smooth a stretch of time was. */
export interface Smoothness {
  readonly frames: number
  /** Frames that came later than half a frame after their time. */
  readonly late: number
  /** The longest time without a frame, in milliseconds. */
  readonly longest: number
}

/** So many milliseconds are remembered. */
export const remembered = 10_000

/** Measures the time between the frames of this page. */
export class FrameMeter {
  #frames: Frame[] = []
  #last: number | undefined
  #usual = 1_000 / 60

  /** What a frame takes on this screen. */
  get usual(): number {
    return this.#usual
  }

  get frames(): readonly Frame[] {
    return this.#frames
  }

  /** Measures every frame from now on, and calls `each` after it. */
  start(work: () => Work, each: (now: number) => void): void {
    // A hidden page has no frames; its absence is no stutter.
    document.addEventListener('visibilitychange', () => (this.#last = undefined))
    const frame = (now: number): void => {
      this.#take(now, work())
      each(now)
      requestAnimationFrame(frame)
    }
    requestAnimationFrame(frame)
  }

  #take(at: number, work: Work): void {
    if (this.#last !== undefined) this.#frames.push({ at, interval: at - this.#last, work })
    this.#last = at
    if (this.#frames.length % 120 === 60) this.#learnUsual()
    const forgotten = this.#frames.findIndex((frame) => frame.at > at - remembered)
    if (forgotten > 60) this.#frames = this.#frames.slice(forgotten)
  }

  #learnUsual(): void {
    const sorted = this.#frames.map(({ interval }) => interval).toSorted((a, b) => a - b)
    this.#usual = Math.min(1_000 / 30, sorted[Math.floor(sorted.length / 2)]!)
  }

  /** How smooth the page was since a moment, until now. */
  since(moment: number): Smoothness {
    const frames = this.#frames.filter(({ at }) => at > moment)
    return {
      frames: frames.length,
      late: frames.filter(({ interval }) => interval > 1.5 * this.#usual).length,
      longest: Math.max(0, ...frames.map(({ interval }) => interval)),
    }
  }

  /** Resolves after the next frame, so that a block which just ended is in the measurement. */
  settled(): Promise<void> {
    return new Promise((resolve) =>
      requestAnimationFrame(() => requestAnimationFrame(() => resolve())),
    )
  }
}
