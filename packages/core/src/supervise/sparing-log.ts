import type { Clock } from '../clock.ts'
import type { InspectionEvent, Inspector } from '../inspect.ts'

interface Flood {
  readonly since: number
  logged: number
  silent: number
}

/** How many lost messages of one actor are logged within so many milliseconds. */
const most = 10
const within = 10_000

/**
 * A log that is not flooded by an actor that loses many messages: the first ones of each period are
 * logged, and with the first one after it how many were not. Inspectors hear of all.
 */
export function sparingLog(log: Inspector, clock: Clock): Inspector {
  const floods = new Map<string, Flood>()
  const say = (path: string, message: string): void =>
    log({ type: 'log', level: 'warn', path, at: clock.now(), message })
  const settle = (): void => {
    for (const [path, { since, silent }] of floods) {
      if (clock.now() - since < within) continue
      floods.delete(path)
      if (silent > 0) say(path, `lost ${silent} more messages that were not logged`)
    }
  }
  return (event) => {
    if (!isLoss(event)) return log(event)
    settle()
    const { path } = event
    const flood = floods.get(path) ?? { since: clock.now(), logged: 0, silent: 0 }
    floods.set(path, flood)
    if (flood.logged === most) return void flood.silent++
    log(event)
    if (++flood.logged === most) {
      say(path, `lost ${most} messages; more are not logged for ${within / 1_000} s`)
    }
  }
}

/** Whether a message failed and no caller hears of it: a tell, or a dead letter. */
export function isLoss(event: InspectionEvent): event is InspectionEvent & { type: 'message' } {
  if (event.type !== 'message') return false
  return event.outcome === 'dead-lettered' || (event.outcome === 'failed' && event.kind === 'tell')
}
