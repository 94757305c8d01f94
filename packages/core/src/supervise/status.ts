import { isLive } from './lifecycle.ts'
import type { ChildState, SupervisorState } from './state.ts'

/** What a child is doing, for people. */
export type ChildStatus =
  | 'running'
  /** Its first start, or one by hand, is under way. */
  | 'starting'
  /** It failed, or its group did; it goes, pauses or starts again. */
  | 'restarting'
  /** Its group restarts and its turn has not come. */
  | 'waiting'
  | 'stopping'
  | 'stopped'

/** One child, as a supervisor lists it. */
export interface ChildSummary {
  readonly id: string
  readonly type: 'worker' | 'supervisor'
  readonly status: ChildStatus
  /** Number of the life that runs now, if one does. */
  readonly incarnation?: number
}

/** How many children there are. */
export interface ChildCounts {
  /** All that the supervisor knows, stopped ones included. */
  readonly specs: number
  /** Those that are up. */
  readonly active: number
  /** `specs`, by type. */
  readonly supervisors: number
  readonly workers: number
}

export function statusOf({ wanted, life, trial, condemned }: ChildState): ChildStatus {
  if (wanted !== 'up') return isLive(life) ? 'stopping' : 'stopped'
  if (life === 'ready' && !condemned) return 'running'
  if (trial !== undefined) return 'starting'
  return life === 'gone' ? 'waiting' : 'restarting'
}

/** The children in the order in which they start. */
export function listChildren({ children }: SupervisorState): readonly ChildSummary[] {
  return [...children].map((child) => {
    const { id, type } = child.spec
    const summary = { id, type, status: statusOf(child) }
    return isLive(child.life) ? { ...summary, incarnation: child.incarnation } : summary
  })
}

/** Counts the children. */
export function countChildren({ children }: SupervisorState): ChildCounts {
  const all = [...children]
  const supervisors = all.filter(({ spec }) => spec.type === 'supervisor').length
  return {
    specs: all.length,
    active: all.filter(({ life }) => life === 'ready' || life === 'draining').length,
    supervisors,
    workers: all.length - supervisors,
  }
}
