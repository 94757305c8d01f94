import type { Refusal, RequestId, SupervisorEvent } from './events.ts'
import { newborn, type Waiting } from './state.ts'
import { statusOf } from './status.ts'
import { isKept } from './strategy.ts'
import type { Turn } from './turn.ts'

/** A call of the management API. */
export type Request = Extract<SupervisorEvent, { request: RequestId }>

/** Changes what should be, as asked; or refuses at once. */
export function handleRequest(turn: Turn, request: Request): void {
  const refusal = refuse(turn, request)
  if (refusal !== undefined) {
    return turn.answer(request.request, { type: 'refused', refusal })
  }
  switch (request.type) {
    case 'start-child':
      return startChild(turn, request)
    case 'stop-child':
      return stopChild(turn, request)
    case 'restart-child':
      turn.patch(request.id, { wanted: 'up', trial: 'manual', failures: 0 })
      return wait(turn, request.id, { request: request.request, until: 'up' })
    case 'delete-child':
      turn.patch(request.id, { wanted: 'forgotten' })
      return turn.answer(request.request, { type: 'done' })
  }
}

function startChild(turn: Turn, { request, spec }: Request & { type: 'start-child' }): void {
  const lingering = turn.state.zombies.filter(({ id }) => id === spec.id)
  const incarnation = Math.max(0, ...lingering.map((zombie) => zombie.incarnation))
  turn.state.children = turn.children.add(newborn(spec, 'added', incarnation))
  wait(turn, spec.id, { request, until: 'up' })
}

function stopChild(turn: Turn, { request, id, drain }: Request & { type: 'stop-child' }): void {
  const child = turn.find(id)!
  const wanted = isKept(child, turn.spec.strategy) ? 'down' : 'forgotten'
  turn.patch(id, { wanted, drain, trial: undefined })
  wait(turn, id, { request, until: 'gone' })
}

function wait(turn: Turn, id: string, waiting: Waiting): void {
  turn.patch(id, { waiting: [...turn.find(id)!.waiting, waiting] })
}

/** Why a request cannot be: the supervisor's phase first, then the child's. */
function refuse(turn: Turn, request: Request): Refusal | undefined {
  const { phase } = turn.state
  if (phase !== 'starting' && phase !== 'running') return 'stopping'
  if (request.type === 'start-child') return refuseStart(turn, request.spec.id)
  const isManual = request.type === 'restart-child' || request.type === 'delete-child'
  if (isManual && turn.spec.strategy === 'dynamic') return 'unsupported'
  const child = turn.find(request.id)
  if (child === undefined) return 'not-found'
  if (!isManual) return undefined
  switch (statusOf(child)) {
    case 'stopped':
      return undefined
    case 'waiting':
    case 'restarting':
      return 'restarting'
    default:
      return 'running'
  }
}

function refuseStart(turn: Turn, id: string): Refusal | undefined {
  const { maxChildren } = turn.spec
  const child = turn.find(id)
  if (child === undefined) {
    return maxChildren !== 'infinity' && turn.children.size >= maxChildren
      ? 'max-children'
      : undefined
  }
  const status = statusOf(child)
  return status === 'running' || status === 'starting' || status === 'stopping'
    ? 'already-started'
    : 'already-present'
}
