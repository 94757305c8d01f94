import { isLive, leadsOn } from './lifecycle.ts'
import { depart } from './judge.ts'
import type { Outcome } from './events.ts'
import type { Limit } from './spec.ts'
import type { ChildState, Waiting } from './state.ts'
import { isGroup } from './strategy.ts'
import type { Turn } from './turn.ts'

/**
 * Closes the gap between what is and what should be, as far as that goes at this moment: what must
 * go is sent away, last first; what should be is begun, first first; who waited for it is told.
 */
export function closeGap(turn: Turn): void {
  fenceOverdue(turn)
  callOff(turn)
  closeDown(turn)
  sendAway(turn)
  bringUp(turn)
  tellWaiting(turn)
  settle(turn)
}

/** A child that is not as it should be, and so has to go, perhaps to come again. */
function mustGo({ life, wanted, condemned }: ChildState): boolean {
  return isLive(life) && (wanted !== 'up' || condemned)
}

/** Zombies hold up their replacement only so long, and only so many may outlive that. */
function fenceOverdue(turn: Turn): void {
  for (const child of turn.children.filter(({ life }) => life === 'overdue')) {
    const { zombies, phase } = turn.state
    if (phase !== 'ending' && zombies.length >= count(turn.spec.maxZombies)) return
    const { spec, incarnation, verdict } = child
    turn.state.zombies = [...zombies, { id: spec.id, incarnation }]
    depart(turn, child, 'fence', verdict ?? { type: 'killed' })
  }
}

/** Ends the pause before a restart that should not be any more. */
function callOff(turn: Turn): void {
  const isVain = ({ life, wanted }: ChildState): boolean =>
    life === 'backing-off' && wanted !== 'up'
  for (const { spec } of turn.children.filter(isVain)) turn.move(spec.id, 'cancel')
}

/** Sends away what must go: one by one from the end where children depend on those before them. */
function sendAway(turn: Turn): void {
  const leaving = turn.children.filter(mustGo)
  const next = isOneByOne(turn) ? leaving.slice(-1) : leaving
  for (const child of next) dismiss(turn, child)
}

function isOneByOne({ state, spec }: Turn): boolean {
  if (state.ending?.byForce === true || spec.strategy === 'dynamic') return false
  return state.phase === 'ending' || isGroup(spec.strategy)
}

function dismiss(turn: Turn, { spec, life, drain }: ChildState): void {
  const byForce = turn.state.ending?.byForce === true || spec.shutdown === 'brutal-kill'
  const order = byForce ? 'kill' : drain === undefined ? 'stop' : 'drain'
  if (leadsOn(life, order)) turn.move(spec.id, order)
}

/** Begins what should be: in order, each after those before it are up, where order matters. */
function bringUp(turn: Turn): void {
  if (turn.state.phase !== 'starting' && turn.state.phase !== 'running') return
  const inOrder = turn.state.phase === 'starting' || isGroup(turn.spec.strategy)
  if (inOrder && mustWait(turn)) return
  let starting = turn.children.reduce((sum, { life }) => sum + Number(life === 'starting'), 0)
  for (const { spec, wanted, life } of turn.children) {
    if (wanted !== 'up') continue
    if (life === 'gone' && starting < turn.spec.maxStarting) {
      starting += 1
      turn.move(spec.id, 'begin')
    }
    if (inOrder && life !== 'ready') return
  }
}

/** Whether a group is not gone as a whole yet, or the failure that took it along still pauses. */
function mustWait({ children, spec }: Turn): boolean {
  if (children.some(mustGo)) return true
  return spec.strategy === 'one-for-all' && children.some(({ life }) => life === 'backing-off')
}

/** Says of those that are gone for good that they are, and drops those that should be forgotten. */
function closeDown(turn: Turn): void {
  for (const child of turn.children) {
    if (child.life !== 'gone' || child.wanted === 'up') continue
    const { id } = child.spec
    if (!child.closed) {
      turn.patch(id, { closed: true })
      turn.emit({ type: 'closed', id, reason: child.reason ?? { type: 'shutdown' } })
    }
    if (isForgotten(child)) turn.emit({ type: 'forgotten', id })
  }
  if (turn.children.some(isForgotten)) {
    turn.state.children = turn.children.filter((child) => !isForgotten(child))
  }
}

function isForgotten({ life, wanted }: ChildState): boolean {
  return life === 'gone' && wanted === 'forgotten'
}

function tellWaiting(turn: Turn): void {
  if (turn.state.waiting.length === 0) return
  turn.state.waiting = turn.state.waiting.filter((waiting) => {
    const outcome = outcomeOf(waiting, turn.find(waiting.id))
    if (outcome !== undefined) turn.answer(waiting.request, outcome)
    return outcome === undefined
  })
}

function outcomeOf(
  { until, incarnation }: Waiting,
  child: ChildState | undefined,
): Outcome | undefined {
  if (until === 'gone') {
    const lives = child !== undefined && isLive(child.life) && child.incarnation === incarnation
    return lives ? undefined : { type: 'done' }
  }
  if (child?.wanted !== 'up') return { type: 'refused', refusal: 'stopped' }
  return isUp(child) ? { type: 'started', incarnation: child.incarnation } : undefined
}

function isUp({ life, condemned }: ChildState): boolean {
  return life === 'ready' && !condemned
}

/** Says that everything is up, or that everything is gone. */
function settle(turn: Turn): void {
  const { phase, children, ending } = turn.state
  if (phase === 'starting' && children.every((child) => child.wanted !== 'up' || isUp(child))) {
    turn.state.phase = 'running'
    turn.emit({ type: 'started' })
  }
  if (phase === 'ending' && children.every(({ life }) => life === 'gone')) {
    turn.state.phase = 'over'
    turn.emit({ type: 'exited', reason: ending!.reason })
  }
}

function count(limit: Limit): number {
  return limit === 'infinity' ? Infinity : limit
}
