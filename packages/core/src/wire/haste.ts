/** Milliseconds for which frames may wait behind handlers that keep the turn. */
const patience = 0.25

/** An operation that was slow once counts as slow until it was quick so often. */
const trust = 32

/** What calls lead to, and how quickly its handler lets go of the turn: above 0 it can be relied on. */
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

  /** The turn has nothing more to do. */
  rests(now: number): void {
    this.#judge(now)
    this.#running = undefined
  }

  #judge(now: number): void {
    const running = this.#running
    if (running === undefined) return
    if (now - this.#begun > patience) running.pace = -trust
    else if (running.pace <= 0) running.pace++
  }
}
