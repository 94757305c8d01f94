import { child, type InspectionEvent, supervise } from '@troupe/core'
import { subprocess, thread } from '@troupe/runtime-node'
import { Fragile } from './fragile.protocol.ts'
import type { MeasuredModel } from './model.ts'

/** Where the time goes between a crash and the next good answer, in milliseconds from the crash. */
export interface CrashCost {
  /** The isolate is gone, and it is known. */
  readonly exited: number
  /** The next isolate says its first word: the model is being fetched. */
  readonly up: number
  /** Its model is loaded; with a spare: it has taken over. */
  readonly ready: number
  readonly answered: number
}

export type Kind = 'thread' | 'subprocess'

/** Crashes an actor with a model once, and asks it at once for the next answer. */
export async function crashCost(
  model: MeasuredModel,
  kind: Kind,
  standby: number,
): Promise<CrashCost> {
  const module = new URL(`./${model.id}.actor.js`, import.meta.url)
  const isolate = kind === 'thread' ? thread(module) : subprocess(module)
  const seen = new Map<InspectionEvent['type'], number>()
  let prepared: (() => void) | undefined
  const spare = new Promise<void>((resolve) => (prepared = resolve))
  await using app = await supervise({
    children: {
      fragile: child(Fragile, isolate, { standby, delivery: 'at-most-once', allowThread: true }),
    },
    log: false,
    keepAlive: true,
    inspect({ type }) {
      if (!seen.has(type)) seen.set(type, performance.now())
      if (type === 'standby-ready') prepared?.()
    },
  })
  const { ask } = app.children.fragile
  if (standby > 0) await spare
  const expected = await ask.run()
  seen.clear()
  const begun = performance.now()
  const crashing = ask.crash().catch(() => {})
  const answer = await ask.run()
  const answered = performance.now() - begun
  await crashing
  if (answer !== expected) throw new Error(`${model.id} gave ${answer} numbers, not ${expected}`)
  const since = (type: InspectionEvent['type']): number => (seen.get(type) ?? NaN) - begun
  return {
    exited: since('child-exited'),
    up: standby > 0 ? since('child-ready') : since('progress'),
    ready: since('child-ready'),
    answered,
  }
}
