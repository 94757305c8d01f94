import { isAbnormal, type ExitReason } from '../isolate/exit.ts'
import { isLive } from './lifecycle.ts'
import type { AutoShutdown, RestartRule, Strategy } from './spec.ts'
import type { ChildState, SupervisorState } from './state.ts'

/** Whether a child that ended like this by itself comes back. */
export function comesBack(restart: RestartRule, reason: ExitReason): boolean {
  return restart === 'permanent' || (restart === 'transient' && isAbnormal(reason))
}

/** Whether children depend on those before them, so that their order matters at every restart. */
export function isGroup(strategy: Strategy): boolean {
  return strategy === 'one-for-all' || strategy === 'rest-for-one'
}

/** What becomes of a child that a sibling's failure takes along: anew, or no more if temporary. */
export function renewed(child: ChildState): Partial<ChildState> {
  if (child.wanted === 'forgotten' || child.spec.restart === 'temporary')
    return { wanted: 'forgotten' }
  return { wanted: 'up', condemned: isLive(child.life) }
}

/** A child that ends here for good: whether its supervisor keeps it for a manual restart. */
export function isKept(child: ChildState, strategy: Strategy): boolean {
  return child.spec.restart !== 'temporary' && strategy !== 'dynamic'
}

/** Whether a significant child that ended for good takes its supervisor along. */
export function endsAll(child: ChildState, state: SupervisorState, rule: AutoShutdown): boolean {
  if (!child.spec.significant || rule === 'never') return false
  if (rule === 'any-significant') return true
  return state.children.count('pillar') === 0
}
