import type { Isolate } from '@troupe/core'
import { worker } from '@troupe/runtime-web'
import type { Fault, FaultMessage } from '../workers/fault.ts'
import type { ActorId } from './actors.ts'

const living = new Map<ActorId, Worker>()

/** A worker that can be struck later: the newest one of the actor is remembered. */
export function remembered(id: ActorId, create: () => Worker): Isolate {
  return worker(() => {
    const made = create()
    living.set(id, made)
    return made
  })
}

/** Does it, without telling the supervisor. */
export function strikeWorker(id: ActorId, fault: Fault): void {
  const struck = living.get(id)
  if (fault === 'kill') return struck?.terminate()
  struck?.postMessage({ fault } satisfies FaultMessage)
}
