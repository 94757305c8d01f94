import type { InspectionEvent } from '@troupe/core'

/** What is counted for one actor. */
export interface ActorStatistics {
  asks: number
  replied: number
  handled: number
  failed: number
  deadLettered: number
  redelivered: number
  restarts: number
  pid: number | undefined
  readonly milliseconds: number[]
}

/** Counts what happens, by actor. */
export class Statistics {
  readonly actors = new Map<string, ActorStatistics>()

  readonly inspect = (event: InspectionEvent): void => {
    const actor = this.of(event.path)
    if (event.type === 'restart-scheduled') actor.restarts++
    if (event.type === 'child-ready') actor.pid = event.pid
    if (event.type === 'message') count(actor, event)
  }

  of(path: string): ActorStatistics {
    let actor = this.actors.get(path)
    if (actor === undefined) {
      actor = {
        asks: 0,
        replied: 0,
        handled: 0,
        failed: 0,
        deadLettered: 0,
        redelivered: 0,
        restarts: 0,
        pid: undefined,
        milliseconds: [],
      }
      this.actors.set(path, actor)
    }
    return actor
  }

  /** Actors that were sent something, or that live in a process. */
  rows(): [string, ActorStatistics][] {
    return [...this.actors].filter(([, { asks, pid }]) => asks > 0 || pid !== undefined)
  }
}

function count(actor: ActorStatistics, event: Extract<InspectionEvent, { type: 'message' }>): void {
  actor.asks++
  actor.redelivered += event.redelivered
  actor.milliseconds.push(event.milliseconds)
  if (event.outcome === 'replied') actor.replied++
  else if (event.outcome === 'handled') actor.handled++
  else if (event.outcome === 'failed') actor.failed++
  else actor.deadLettered++
}

/** The value that `share` of the values do not exceed, by nearest rank; NaN without values. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? NaN
}
