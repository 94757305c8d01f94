import type { InspectionEvent } from '../inspect.ts'
import { describeExit, isAbnormal } from '../isolate/exit.ts'
import type { NewsItem, NewsTone } from './frame.ts'

type Told = readonly [tone: NewsTone, words: string]

/** An event as news; everyday events are none. What messages carry is not told. */
export function newsOf(event: InspectionEvent): NewsItem | undefined {
  const told = tell(event)
  if (told === undefined) return undefined
  const { at, path, type } = event
  return { at, path, type, tone: told[0], words: told[1] }
}

function tell(event: InspectionEvent): Told | undefined {
  switch (event.type) {
    case 'child-starting': {
      const how = event.standby === true ? 'its spare takes over' : `starts in ${event.kind}`
      return ['plain', `life ${event.incarnation} ${how}`]
    }
    case 'child-ready':
      return ['good', `life ${event.incarnation} is up after ${duration(event.milliseconds)}`]
    case 'child-exited':
      return [isAbnormal(event.reason) ? 'bad' : 'plain', `ended: ${describeExit(event.reason)}`]
    case 'child-killed':
      return ['warn', `life ${event.incarnation} is killed`]
    case 'restart-scheduled': {
      const when = event.delay === 0 ? 'at once' : `in ${duration(event.delay)}`
      return ['warn', `restart ${when}, after: ${describeExit(event.reason)}`]
    }
    case 'gave-up':
      return ['bad', `gave up on ${event.child}: ${describeExit(event.reason)}`]
    case 'standby-ready':
      return ['good', `a spare waits, made in ${duration(event.milliseconds)}`]
    case 'standby-exited':
      return ['warn', `its spare ended: ${describeExit(event.reason)}`]
    case 'standby-gave-up':
      return ['bad', `gave up on spares: ${describeExit(event.reason)}`]
    case 'lagged':
      return ['warn', `the app itself was blocked for ${duration(event.milliseconds)}`]
    case 'dead-letter':
      return ['bad', `dead letter ${event.operation}: ${event.error.message}`]
    case 'message':
      return tellMessage(event)
    case 'log':
      if (event.level === 'debug' || event.level === 'info') return undefined
      return [event.level === 'error' ? 'bad' : 'warn', event.message]
    default:
      return undefined
  }
}

function tellMessage(event: Extract<InspectionEvent, { type: 'message' }>): Told | undefined {
  const { operation, outcome, redelivered, error } = event
  if (outcome === 'failed') return ['warn', `${operation} failed: ${error?.message ?? ''}`]
  if (outcome === 'dead-lettered' || redelivered === 0) return undefined
  return ['again', `${operation} was ${outcome} at delivery ${redelivered + 1}`]
}

/** Milliseconds as people say them. */
function duration(milliseconds: number): string {
  if (milliseconds < 10) return `${milliseconds.toFixed(1)} ms`
  if (milliseconds < 1_000) return `${Math.round(milliseconds)} ms`
  return `${(milliseconds / 1_000).toFixed(milliseconds < 10_000 ? 2 : 1)} s`
}
