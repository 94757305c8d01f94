import type { ExitReason } from '../../src/isolate/exit.ts'
import type { Life } from '../../src/supervise/events.ts'
import type { ChildOptions, SupervisorOptions } from '../../src/supervise/spec.ts'

/** How a simulated child behaves. */
export interface Script {
  /** How its start ends. Default `ready`. */
  readonly start?: 'ready' | 'never' | ExitReason
  readonly startsIn?: number
  /** How it ends when it is asked to stop. Default `shutdown`. */
  readonly stop?: 'never' | ExitReason
  readonly stopsIn?: number
  readonly drainsIn?: number
  /** Milliseconds from a kill until it is gone. Default 0. */
  readonly diesIn?: number
  /** It is a supervisor itself. */
  readonly inner?: Tree
}

/** A function of the incarnation where lives differ. */
export type ScriptOf = Script | ((incarnation: number) => Script)

export interface Tree extends Partial<Omit<SupervisorOptions, 'children'>> {
  readonly children?: readonly (string | (ChildOptions & { readonly script?: ScriptOf }))[]
}

export const crash = (message = 'crash'): ExitReason => ({ type: 'error', error: message })
export const normal: ExitReason = { type: 'normal' }
export const shutdown: ExitReason = { type: 'shutdown' }
export const killed: ExitReason = { type: 'killed' }
export const failed = (error: unknown = 'no luck'): ExitReason => ({ type: 'start-failed', error })

export function nameOf({ id, incarnation }: Life): string {
  return `${id}#${incarnation}`
}
