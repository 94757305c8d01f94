import { farewell, outcomeOf } from './facets.ts'
import { depart } from './judge.ts'
import type { Limit } from './spec.ts'
import type { ChildState } from './state.ts'
import { isGroup } from './strategy.ts'
import type { Turn } from './turn.ts'

/**
 * Closes the gap between what is and what should be, as far as that goes at this moment: what must
 * go is sent away, last first; what should be is begun, first first; who waited for it is told.
 */
export function closeGap(turn: Turn): void {
  fenceOverdue(turn)
  callOff(turn)
  tellWaiting(turn)
  closeDown(turn)
  sendAway(turn)
  bringUp(turn)
  settle(turn)
}

/** Zombies hold up their replacement only so long, and only so many may outlive that. */
function fenceOverdue(turn: Turn): void {
  for (const child of turn.children.all('overdue')) {
    const { zombies, phase } = turn.state
    if (phase !== 'ending' && zombies.length >= count(turn.spec.maxZombies)) return
    const { spec, incarnation, verdict } = child
    turn.state.zombies = [...zombies, { id: spec.id, incarnation }]
    depart(turn, child, 'fence', verdict ?? { type: 'killed' })
  }
}

/** Ends the pause before a restart that should not be any more. */
function callOff(turn: Turn): void {
  for (const { spec } of turn.children.all('vain')) turn.move(spec.id, 'cancel')
}

function tellWaiting(turn: Turn): void {
  for (const child of turn.children.all('answerable')) {
    const waiting = child.waiting.filter((one) => {
      const outcome = outcomeOf(one, child)
      if (outcome !== undefined) turn.answer(one.request, outcome)
      return outcome === undefined
    })
    turn.patch(child.spec.id, { waiting })
  }
}

/** Says of those that are gone for good that they are, and drops those that should be forgotten. */
function closeDown(turn: Turn): void {
  for (const { spec, wanted, closed, reason } of turn.children.all('finished')) {
    const { id } = spec
    if (!closed) {
      turn.patch(id, { closed: true })
      turn.emit({ type: 'closed', id, reason: reason ?? { type: 'shutdown' } })
    }
    if (wanted === 'forgotten') {
      turn.state.children = turn.children.without(id)
      turn.emit({ type: 'forgotten', id })
    }
  }
}

/** Sends away what must go: one by one from the end where children depend on those before them. */
function sendAway(turn: Turn): void {
  if (isOneByOne(turn)) {
    const last = turn.children.last('leaving')
    if (last !== undefined) dismiss(turn, last)
  } else {
    const those = turn.children.all(isByForce(turn) ? 'killable' : 'unsent')
    for (const child of those) dismiss(turn, child)
  }
}

function isOneByOne(turn: Turn): boolean {
  if (isByForce(turn) || turn.spec.strategy === 'dynamic') return false
  return turn.state.phase === 'ending' || isGroup(turn.spec.strategy)
}

function isByForce({ state }: Turn): boolean {
  return state.ending?.byForce === true
}

function dismiss(turn: Turn, child: ChildState): void {
  turn.move(child.spec.id, isByForce(turn) ? 'kill' : farewell(child))
}

/** Begins what should be: in order, each after those before it are up, where order matters. */
function bringUp(turn: Turn): void {
  if (turn.state.phase !== 'starting' && turn.state.phase !== 'running') return
  const inOrder = turn.state.phase === 'starting' || isGroup(turn.spec.strategy)
  if (inOrder && mustWait(turn)) return
  while (turn.children.count('starting') < turn.spec.maxStarting) {
    const next = turn.children.first(inOrder ? 'missing' : 'due')
    if (next?.life !== 'gone') return
    turn.move(next.spec.id, 'begin')
  }
}

/** Whether a group is not gone as a whole yet, or the failure that took it along still pauses. */
function mustWait({ children, spec }: Turn): boolean {
  if (children.count('leaving') > 0) return true
  return spec.strategy === 'one-for-all' && children.count('pausing') > 0
}

/** Says that everything is up, or that everything is gone. */
function settle(turn: Turn): void {
  const { phase, children, ending } = turn.state
  if (phase === 'starting' && children.count('absent') === 0) {
    turn.state.phase = 'running'
    turn.emit({ type: 'started' })
  }
  if (phase === 'ending' && children.count('present') === 0) {
    turn.state.phase = 'over'
    turn.emit({ type: 'exited', reason: ending!.reason })
  }
}

function count(limit: Limit): number {
  return limit === 'infinity' ? Infinity : limit
}
