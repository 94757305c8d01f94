import { type ActorError, describeExit, type InspectionEvent, type Progress } from '@troupe/core'

/** What an actor is doing now. */
export type ActorState = 'starting' | 'ready' | 'down' | 'stopped'

/** How a message ended. */
export type Ending = 'answered' | 'again' | 'refused' | 'withdrawn' | 'resumed' | 'lost'

/** What the page knows of one actor, all of it from inspection events and from counting its own asks. */
export interface ActorRecord {
  readonly state: ActorState
  /** Number of its present life. */
  readonly life: number
  readonly restarts: number
  readonly lastExit?: string
  /** When the last life ended, on the system's clock. */
  readonly exitedAt?: number
  readonly progress?: Progress
  readonly downloaded: boolean
  /** Milliseconds of its first and of its latest start. */
  readonly firstStart?: number
  readonly lastStart?: number
  /** Messages that were sent and have not ended. */
  readonly inFlight: number
  /** The latest endings, newest last. */
  readonly endings: readonly Ending[]
  /** Milliseconds of the latest asks, newest last. */
  readonly latencies: readonly number[]
}

export const unborn: ActorRecord = {
  state: 'starting',
  life: 0,
  restarts: 0,
  downloaded: false,
  inFlight: 0,
  endings: [],
  latencies: [],
}

const kept = { endings: 18, latencies: 99 }

/** The record after an event. */
export function afterEvent(record: ActorRecord, event: InspectionEvent): ActorRecord {
  switch (event.type) {
    case 'child-starting':
      return { ...record, state: 'starting', life: event.incarnation, progress: undefined }
    case 'progress': {
      const downloaded = record.downloaded || event.progress.phase.startsWith('download')
      return { ...record, progress: event.progress, downloaded }
    }
    case 'child-ready':
      return {
        ...record,
        state: 'ready',
        progress: undefined,
        firstStart: record.firstStart ?? event.milliseconds,
        lastStart: event.milliseconds,
      }
    case 'child-exited':
      return {
        ...record,
        state: 'down',
        lastExit: describeExit(event.reason),
        exitedAt: event.at,
      }
    case 'restart-scheduled':
      return { ...record, restarts: record.restarts + 1 }
    case 'message':
      return afterMessage(record, event)
    default:
      return record
  }
}

function afterMessage(
  record: ActorRecord,
  event: Extract<InspectionEvent, { type: 'message' }>,
): ActorRecord {
  const ending = endingOf(event)
  const timed = event.kind === 'ask' && (ending === 'answered' || ending === 'again')
  return {
    ...record,
    inFlight: Math.max(0, record.inFlight - 1),
    endings: [...record.endings, ending].slice(-kept.endings),
    latencies: timed
      ? [...record.latencies, event.milliseconds].slice(-kept.latencies)
      : record.latencies,
  }
}

/** An actor that says no has answered too; what the page took back was not lost. */
export function endingOf(event: Extract<InspectionEvent, { type: 'message' }>): Ending {
  if (event.outcome === 'replied' || event.outcome === 'handled')
    return event.redelivered > 0 ? 'again' : 'answered'
  const code = (event.error as ActorError | undefined)?.code
  if (code === 'cancelled') return 'withdrawn'
  if (code === 'thrown' || code === 'invalid-message') return 'refused'
  return event.kind === 'duplex' ? 'resumed' : 'lost'
}

/** The value that half of the values do not exceed. */
export function median(values: readonly number[]): number | undefined {
  return values.toSorted((a, b) => a - b)[Math.ceil(values.length / 2) - 1]
}
