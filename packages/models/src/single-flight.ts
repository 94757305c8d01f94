/**
 * Work that several callers share, keyed. It is aborted when the last of them has given up; one that
 * fails when it is told something gives up with that.
 */
export class SingleFlight<T, Event> {
  readonly #flights = new Map<string, Flight<T, Event>>()

  /** Joins the work of this key, or begins it. */
  async join(
    key: string,
    begin: (signal: AbortSignal, emit: (event: Event) => void) => Promise<T>,
    {
      signal,
      onEvent,
    }: { readonly signal?: AbortSignal; readonly onEvent?: (event: Event) => void },
  ): Promise<T> {
    signal?.throwIfAborted()
    const flight = this.#flights.get(key) ?? this.#begin(key, begin)
    let giveUp = (_reason: unknown): void => {}
    const given = new Promise<never>((_, reject) => (giveUp = reject))
    const leave = (): void => giveUp(signal?.reason)
    const passenger = {
      onEvent(event: Event): void {
        try {
          onEvent?.(event)
        } catch (error) {
          giveUp(error)
        }
      },
    }
    flight.passengers.add(passenger)
    signal?.addEventListener('abort', leave, { once: true })
    try {
      return await Promise.race([flight.work, given])
    } finally {
      signal?.removeEventListener('abort', leave)
      flight.passengers.delete(passenger)
      if (flight.passengers.size === 0) this.#end(key, flight)
    }
  }

  #begin(
    key: string,
    begin: (signal: AbortSignal, emit: (event: Event) => void) => Promise<T>,
  ): Flight<T, Event> {
    const controller = new AbortController()
    const passengers: Flight<T, Event>['passengers'] = new Set()
    const emit = (event: Event): void => passengers.forEach(({ onEvent }) => onEvent(event))
    const flight = { passengers, controller, work: begin(controller.signal, emit) }
    flight.work.catch(() => {})
    this.#flights.set(key, flight)
    return flight
  }

  #end(key: string, flight: Flight<T, Event>): void {
    if (this.#flights.get(key) === flight) this.#flights.delete(key)
    flight.controller.abort()
  }
}

interface Flight<T, Event> {
  readonly work: Promise<T>
  readonly controller: AbortController
  readonly passengers: Set<{ onEvent(event: Event): void }>
}
