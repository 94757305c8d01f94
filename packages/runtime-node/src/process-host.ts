import { constants } from 'node:os'
import type { Isolate } from '@troupe/core'

const signals = ['SIGINT', 'SIGTERM'] as const
type Signal = (typeof signals)[number]

const stops = new Set<() => Promise<unknown>>()
let stopping = false

/** This process as what holds isolates: it stops in order when the operating system asks it to. */
export const processHost: NonNullable<Isolate['host']> = {
  onStopRequested(stop) {
    if (stops.size === 0) for (const signal of signals) process.on(signal, stopInOrder)
    stops.add(stop)
    return () => {
      stops.delete(stop)
      if (stops.size === 0 && !stopping) release()
    }
  },
}

function release(): void {
  for (const signal of signals) process.off(signal, stopInOrder)
}

/** A second signal, from somebody who lost patience, ends the process at once. */
function stopInOrder(signal: Signal): void {
  if (stopping) return leave(signal)
  stopping = true
  void Promise.allSettled([...stops].map(async (stop) => stop())).then(() => {
    stopping = false
    release()
    leave(signal)
  })
}

/** Where the app listens too, the end is its own to decide. */
function leave(signal: Signal): void {
  if (process.listeners(signal).every((listener) => listener === stopInOrder)) {
    process.exit(128 + constants.signals[signal])
  }
}
