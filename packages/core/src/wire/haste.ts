/** Milliseconds for which frames may wait behind handlers that keep the turn. */
const patience = 0.25

/**
 * What a handler that was slow has to make up for by being quick so often; as much can be saved up, so
 * that one pause of the runtime ruins no reputation.
 */
const trust = 16

/** What calls lead to; above 0 its handler was quick more often than slow. */
export interface Paced {
  pace: number
}

/**
 * Knows from what handlers did before whether what is to be sent may wait until the next one lets go of
 * the turn. Nothing waits behind a handler that is new or known to be slow.
 */
export class Haste {
  #running: Paced | undefined
  #begun = 0
  /** When the first of the frames that wait was seen to wait. */
  #waitingSince: number | undefined
  #hurried = false

  /** A handler begins: whether the frames that wait, if any do, should leave before. */
  begins(handler: Paced, now: number, anyWait: boolean): boolean {
    this.#judge(now)
    this.#running = handler
    this.#begun = now
    if (!anyWait) return false
    this.#waitingSince ??= now
    return handler.pace <= 0 || now - this.#waitingSince > patience
  }

  /** What waited has left. */
  left(): void {
    this.#waitingSince = undefined
  }

  /** Whether what is urgent is the first such thing in this turn. */
  hurries(): boolean {
    const first = !this.#hurried
    this.#hurried = true
    return first
  }

  /** The turn has nothing more to do. */
  rests(now = this.#begun): void {
    this.#judge(now)
    this.#running = undefined
    this.#hurried = false
  }

  #judge(now: number): void {
    const running = this.#running
    if (running === undefined) return
    if (now - this.#begun > patience) running.pace = Math.max(running.pace - trust, -trust)
    else if (running.pace < trust) running.pace++
  }
}
