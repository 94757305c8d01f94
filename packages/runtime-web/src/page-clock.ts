import { type Clock, systemClock } from '@troupe/core'

/** The part of a page that tells when it stands still and when it goes on. */
export interface PageEvents {
  readonly window: Pick<EventTarget, 'addEventListener'>
  readonly document: Pick<EventTarget, 'addEventListener'>
}

/**
 * A clock that stands still while the page does: frozen in the background, or resting in the
 * back/forward cache. Its workers are frozen with it, so that time which nobody lived through ends no
 * ask and makes no actor look stalled. Outside of pages it is the runtime's own clock.
 *
 * @param page Where to listen. Default: this page.
 * @param clock What runs on. Default: the runtime's clock.
 */
export function pageClock(page?: PageEvents, clock?: Clock): Clock {
  if (page === undefined && clock === undefined) return (ofThisPage ??= clockOf(thisPage()))
  return clockOf(page ?? thisPage(), clock)
}

/** One for all, because it listens as long as the page lives. */
let ofThisPage: Clock | undefined

function clockOf(page: PageEvents | undefined, clock = systemClock): Clock {
  return page === undefined ? clock : new PageClock(page, clock)
}

function thisPage(): PageEvents | undefined {
  const { window, document } = globalThis as Partial<PageEvents>
  return window === undefined || document === undefined ? undefined : { window, document }
}

class PageClock implements Clock {
  readonly #clock: Clock
  readonly #thawed = new Set<() => void>()
  #lost = 0
  #frozenAt: number | undefined

  constructor({ window, document }: PageEvents, clock: Clock) {
    this.#clock = clock
    window.addEventListener('pagehide', (event) => {
      if ((event as PageTransitionEvent).persisted) this.#freeze()
    })
    document.addEventListener('freeze', () => this.#freeze())
    document.addEventListener('resume', () => this.#thaw())
    window.addEventListener('pageshow', () => this.#thaw())
  }

  now(): number {
    return (this.#frozenAt ?? this.#clock.now()) - this.#lost
  }

  after(milliseconds: number, task: () => void, background?: boolean): () => void {
    const due = this.now() + milliseconds
    let cancel = (): void => {}
    const wait = (): void => {
      cancel = this.#clock.after(Math.max(0, due - this.now()), look, background)
    }
    const look = (): void => {
      if (this.#frozenAt !== undefined) this.#thawed.add(wait)
      // Timers may come a fraction of a millisecond early.
      else if (due - this.now() > 1) wait()
      else task()
    }
    wait()
    return () => {
      cancel()
      this.#thawed.delete(wait)
    }
  }

  #freeze(): void {
    this.#frozenAt ??= this.#clock.now()
  }

  #thaw(): void {
    if (this.#frozenAt === undefined) return
    this.#lost += this.#clock.now() - this.#frozenAt
    this.#frozenAt = undefined
    const waiting = [...this.#thawed]
    this.#thawed.clear()
    for (const wait of waiting) wait()
  }
}
