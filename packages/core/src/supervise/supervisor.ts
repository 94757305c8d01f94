import { closeGap } from './close-gap.ts'
import type { Command, SupervisorEvent } from './events.ts'
import { depart, end } from './judge.ts'
import { handleRequest } from './requests.ts'
import type { Limit, SupervisorSpec } from './spec.ts'
import { startTimedOut } from './start-error.ts'
import type { SupervisorState } from './state.ts'
import { Turn, type Environment } from './turn.ts'

/**
 * A supervisor's whole mind: what becomes of it when something happens, and what it wants done.
 *
 * An event changes what should be; {@link closeGap} closes the gap between what is and what should
 * be. Nothing is read or done besides. The spec comes with every call, so that it may change.
 */
export function transition(
  spec: SupervisorSpec,
  state: SupervisorState,
  event: SupervisorEvent,
  environment: Environment,
): readonly [SupervisorState, readonly Command[]] {
  const turn = new Turn(spec, state, environment)
  hear(turn, event)
  closeGap(turn)
  return [turn.state, turn.commands]
}

function hear(turn: Turn, event: SupervisorEvent): void {
  switch (event.type) {
    case 'start':
      return start(turn)
    case 'stop':
      return stop(turn, event.drain)
    case 'kill':
      return kill(turn)
    case 'ready':
    case 'progressed':
    case 'drained':
      if (turn.living(event) !== undefined) turn.move(event.id, event.type)
      return
    case 'condemned':
      return condemn(turn, event)
    case 'exited':
      return exited(turn, event)
    case 'fired':
      return fired(turn, event)
    default:
      return handleRequest(turn, event)
  }
}

function start(turn: Turn): void {
  if (turn.state.phase === 'idle') turn.state.phase = 'starting'
}

/** A second stop without patience ends the patience of the first. */
function stop(turn: Turn, drain: Limit | undefined): void {
  end(turn, { type: 'shutdown' }, drain)
  if (drain !== undefined) return
  turn.patchEach((child) => (child.drain === undefined ? undefined : { drain }))
}

function kill(turn: Turn): void {
  if (turn.state.phase === 'over') return
  end(turn, { type: 'killed' })
  turn.state.ending = { reason: { type: 'killed' }, byForce: true }
}

function condemn(turn: Turn, event: SupervisorEvent & { type: 'condemned' }): void {
  const child = turn.living(event)
  if (child === undefined) return
  turn.patch(event.id, { verdict: child.verdict ?? event.reason })
  turn.move(event.id, 'kill')
}

function exited(turn: Turn, event: SupervisorEvent & { type: 'exited' }): void {
  const child = turn.living(event)
  if (child !== undefined) {
    return depart(turn, child, 'exited', child.verdict ?? event.reason)
  }
  turn.state.zombies = turn.state.zombies.filter(
    ({ id, incarnation }) => id !== event.id || incarnation !== event.incarnation,
  )
}

function fired(turn: Turn, event: SupervisorEvent & { type: 'fired' }): void {
  const child = turn.find(event.child)
  if (child?.timer !== event.timer) return
  const { spec, life } = child
  turn.patch(spec.id, { timer: undefined })
  if (life === 'starting') {
    const verdict = startTimedOut(`${turn.spec.path}/${spec.id}`, spec.startTimeout)
    turn.patch(spec.id, { verdict })
  }
  turn.move(spec.id, 'elapsed')
}
