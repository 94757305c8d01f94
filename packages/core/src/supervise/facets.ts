import type { Outcome } from './events.ts'
import { isLive, leadsOn, type LifeEvent } from './lifecycle.ts'
import type { ChildState, Waiting } from './state.ts'

/**
 * What a supervisor asks about its children as a whole. A roster counts these as children change, so
 * that no event looks at children that it does not concern.
 */
export const facets = {
  known: () => true,
  /** An incarnation lives, or the next one is awaited. */
  present: ({ life }) => life !== 'gone',
  starting: ({ life }) => life === 'starting',
  /** Should be, and can begin. */
  due: ({ life, wanted }) => wanted === 'up' && life === 'gone',
  /** Should be, and is not ready. */
  missing: ({ life, wanted }) => wanted === 'up' && life !== 'ready',
  /** Should be, and is not ready to stay. */
  absent: (child) => child.wanted === 'up' && !isUp(child),
  /** Not as it should be, and so has to go, perhaps to come again. */
  leaving: (child) => mustGo(child),
  /** Has to go and was not told so. */
  unsent: (child) => mustGo(child) && leadsOn(child.life, farewell(child)),
  /** Lives, and was not killed. */
  killable: ({ life }) => leadsOn(life, 'kill'),
  overdue: ({ life }) => life === 'overdue',
  pausing: ({ life }) => life === 'backing-off',
  /** Pauses before a restart that should not be any more. */
  vain: ({ life, wanted }) => life === 'backing-off' && wanted !== 'up',
  /** Gone for good, and that was not said, or it is to be dropped. */
  finished: ({ life, wanted, closed }) =>
    life === 'gone' && (wanted === 'forgotten' || (wanted === 'down' && !closed)),
  /** Its end counts for `autoShutdown`. */
  pillar: ({ spec, wanted }) => spec.significant && wanted === 'up',
  /** What somebody waits for has come, or will not. */
  answerable: (child) => child.waiting.some((waiting) => outcomeOf(waiting, child) !== undefined),
} satisfies Record<string, (child: ChildState) => boolean>

/** One of {@link facets}. */
export type Facet = keyof typeof facets

/** How a child is sent away, as long as nothing is done by force. */
export function farewell({ spec, drain }: ChildState): LifeEvent & ('kill' | 'stop' | 'drain') {
  if (spec.shutdown === 'brutal-kill') return 'kill'
  return drain === undefined ? 'stop' : 'drain'
}

/** What there is to tell who waits for this child, if it is known. */
export function outcomeOf({ until }: Waiting, child: ChildState): Outcome | undefined {
  if (until === 'gone') return isLive(child.life) ? undefined : { type: 'done' }
  if (child.wanted !== 'up') return { type: 'refused', refusal: 'stopped' }
  return isUp(child) ? { type: 'started', incarnation: child.incarnation } : undefined
}

function isUp({ life, condemned }: ChildState): boolean {
  return life === 'ready' && !condemned
}

function mustGo({ life, wanted, condemned }: ChildState): boolean {
  return isLive(life) && (wanted !== 'up' || condemned)
}
