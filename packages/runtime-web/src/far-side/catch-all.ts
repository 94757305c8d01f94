import type { Host } from '@troupe/core/isolate'
import { inspect } from './inspect.ts'
import { scope } from './scope.ts'

/**
 * Whatever nobody caught is a crash, as it is on Node. By itself a browser lets a worker live on after
 * that, and tells the page nothing of a rejection and of a throw no more than its words.
 */
export function catchAll(host: Host): void {
  const crash = (event: Event, thrown: unknown): void => {
    event.preventDefault()
    try {
      host.crash(thrown)
    } catch {
      // Not even the reason can cross.
      host.crash(new Error(`thrown: ${inspect(thrown)}`))
    }
  }
  scope.addEventListener('error', (event) => crash(event, thrownIn(event as ErrorEvent)))
  scope.addEventListener('unhandledrejection', (event) =>
    crash(event, (event as PromiseRejectionEvent).reason),
  )
}

/** A worker inside this one that failed has words only. */
function thrownIn({ error, message }: ErrorEvent): unknown {
  return error === null && message ? new Error(message) : (error as unknown)
}
