import type { ExitReason } from '../isolate/exit.ts'
import { delayOf } from './backoff.ts'
import type { Life, Outcome } from './events.ts'
import { isExceeded, recordRestart } from './intensity.ts'
import type { Limit } from './spec.ts'
import { startError } from './start-error.ts'
import type { ChildState } from './state.ts'
import { comesBack, endsAll, isGroup, isKept, renewed } from './strategy.ts'
import type { Turn } from './turn.ts'

/** How a life came to be over: its isolate is gone, or no longer waited for. */
export type Departure = 'exited' | 'fence'

/** Takes note that a life is over, and judges it unless it ended by order. */
export function depart(turn: Turn, child: ChildState, how: Departure, reason: ExitReason): void {
  const { id } = child.spec
  const life: Life = { id, incarnation: child.incarnation }
  const asked = child.wanted !== 'up' || child.condemned
  turn.move(id, how)
  turn.patch(id, { condemned: false, verdict: undefined, drain: undefined, reason })
  turn.emit({ type: 'down', ...life, reason, asked })
  if (!asked) judge(turn, child, reason)
}

/** What becomes of a child that ended by itself. */
function judge(turn: Turn, child: ChildState, reason: ExitReason): void {
  if (reason.type === 'error' && reason.escalate) escalate(turn, child, reason)
  else if (child.upAt === undefined && reason.type === 'normal') ignore(turn, child)
  else if (child.trial !== undefined) fail(turn, child, reason)
  else if (comesBack(child.spec.restart, reason)) restart(turn, child, reason)
  else retire(turn, child)
}

/** It had nothing to do. */
function ignore(turn: Turn, child: ChildState): void {
  letGo(turn, child)
  answerStart(turn, child, { type: 'ignored' })
}

/** A start that is not a restart failed: it is not tried again. */
function fail(turn: Turn, child: ChildState, reason: ExitReason): void {
  const error = startError(`${turn.spec.path}/${child.spec.id}`, reason)
  if (child.trial === 'initial') return end(turn, { type: 'start-failed', error })
  const wanted = child.trial === 'added' ? 'forgotten' : 'down'
  turn.patch(child.spec.id, { wanted, trial: undefined })
  answerStart(turn, child, { type: 'failed', error })
}

/** It ended for good, and perhaps its supervisor with it. */
function retire(turn: Turn, child: ChildState): void {
  letGo(turn, child)
  if (endsAll(child, turn.state, turn.spec.autoShutdown)) end(turn, { type: 'shutdown' })
}

function letGo(turn: Turn, child: ChildState): void {
  const wanted = isKept(child, turn.spec.strategy) ? 'down' : 'forgotten'
  turn.patch(child.spec.id, { wanted, trial: undefined })
}

/** Tells those who wait for a child to be up that it will not be. */
function answerStart(turn: Turn, { spec: { id } }: ChildState, outcome: Outcome): void {
  const { waiting } = turn.find(id)!
  for (const { request, until } of waiting) if (until === 'up') turn.answer(request, outcome)
  turn.patch(id, { waiting: waiting.filter(({ until }) => until === 'gone') })
}

/** It comes back, with all that its failure takes along, unless that was once too often. */
function restart(turn: Turn, child: ChildState, reason: ExitReason): void {
  const { id, backoff } = child.spec
  const restarts = recordRestart(turn.state.restarts, turn.now, turn.spec.restarts)
  turn.state.restarts = restarts
  if (isExceeded(restarts, turn.spec.restarts)) return giveUp(turn, child, reason)

  const wasHealthy = child.upAt !== undefined && turn.now - child.upAt >= backoff.resetAfter
  const failures = wasHealthy ? 0 : child.failures
  const delay = delayOf(backoff, failures, turn.environment.random)
  turn.patch(id, { failures: failures + 1, delay })
  turn.emit({
    type: 'report',
    report: { type: 'restart-scheduled', id, reason, delay, restarts: restarts.length },
  })
  takeAlong(turn, id)
  if (delay > 0) turn.move(id, 'back-off')
}

/** Its failure is the supervisor's, however many restarts are left. */
function escalate(turn: Turn, child: ChildState, reason: ExitReason): void {
  reportEnd(turn, child, reason)
  end(turn, { type: 'escalated', child: child.spec.id, reason })
}

function giveUp(turn: Turn, child: ChildState, reason: ExitReason): void {
  reportEnd(turn, child, reason)
  end(turn, { type: 'gave-up', child: child.spec.id, reason })
}

/** Those that its failure takes along are wanted anew, stopped ones included. */
function takeAlong(turn: Turn, failed: string): void {
  const { strategy } = turn.spec
  if (!isGroup(strategy)) return
  const place = turn.children.placeOf(failed)!
  turn.patchEach((child) => {
    const { id } = child.spec
    const isAfter = strategy === 'one-for-all' || turn.children.placeOf(id)! > place
    return isAfter && id !== failed ? renewed(child) : undefined
  })
}

function reportEnd(turn: Turn, { spec: { id } }: ChildState, reason: ExitReason): void {
  const { restarts } = turn.state
  turn.emit({ type: 'report', report: { type: 'gave-up', id, reason, restarts } })
}

/**
 * From here on no child should be, and those that the spec does not name are forgotten. The first
 * reason to end is the one that stays.
 */
export function end(turn: Turn, reason: ExitReason, drain?: Limit): void {
  const { state, spec } = turn
  if (state.phase === 'ending' || state.phase === 'over') return
  const own = new Set(spec.children.map(({ id }) => id))
  state.phase = 'ending'
  state.ending = { reason, byForce: false }
  turn.patchEach((child) => {
    answerStart(turn, child, { type: 'refused', refusal: 'stopping' })
    const isKnown = own.has(child.spec.id) && child.wanted !== 'forgotten'
    return { wanted: isKnown ? 'down' : 'forgotten', drain }
  })
}
