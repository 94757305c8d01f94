import {
  actor,
  type App,
  ask,
  type ChildDefinitions,
  type Down,
  type InspectionEvent,
  protocol,
  supervise,
  type SuperviseOptions,
  tell,
} from '../../src/index.ts'
import { SimulatedClock } from '../../src/testing/index.ts'
import { settled } from './sink.ts'

/** An actor that fails and ends as it is told. */
export const Fragile = protocol('fragile', {
  echo: ask<unknown, unknown>(),
  /** Adds to a count that ends with the life. */
  add: ask<number, number>(),
  note: tell<unknown>(),
  told: ask<void, unknown[]>(),
  /** Throws, and is restarted. */
  crash: ask<string | void, never>(),
  /** Ends with `normal`. */
  quit: ask(),
})

export const fragile = actor(
  Fragile,
  ({ exit }) => {
    const told: unknown[] = []
    let count = 0
    return {
      echo: (value) => value,
      add: (by) => (count += by),
      note: (value) => void told.push(value),
      told: () => told,
      crash: (words = 'on purpose') => {
        throw new RangeError(String(words))
      },
      quit: () => exit(),
    }
  },
  { onFailure: () => 'restart' },
)

/** A tree on a clock that stands still, with many restarts, and what happened in it. */
export async function stage<const C extends ChildDefinitions>(
  children: C,
  options: Partial<SuperviseOptions<ChildDefinitions>> = {},
): Promise<{ app: App<C>; clock: SimulatedClock; events: InspectionEvent[] }> {
  const clock = new SimulatedClock()
  const events: InspectionEvent[] = []
  const app = await supervise({
    clock,
    restarts: { max: 100, within: 1_000 },
    log: false,
    stopOnSignals: false,
    inspect: (event) => void events.push(event),
    ...options,
    children,
  })
  return { app: app as unknown as App<C>, clock, events }
}

/** Restarts without a pause. */
export const atOnce = { backoff: { min: 0, max: 0 } } as const

/** A watcher that writes down what it hears. */
export function listener(): ((down: Down) => void) & { readonly downs: Down[] } {
  const downs: Down[] = []
  return Object.assign((down: Down) => void downs.push(down), { downs })
}

/** Waits until something is so, without time passing on the tree's clock. */
export async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await settled()
}
