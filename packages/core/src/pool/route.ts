import type { Random } from '../clock.ts'

/** How a pool chooses the member that gets a message. */
export type Route = 'round-robin' | 'least-busy' | 'random'

export const routes: readonly Route[] = ['round-robin', 'least-busy', 'random']

/** A member as the choice sees it. */
export interface Candidate {
  /** Messages that wait for it or are in its work. */
  readonly load: number
  /** Whether it is up. */
  readonly up: boolean
  /** Whether it will never be up again. */
  readonly gone: boolean
}

/**
 * Chooses a member: one that is up where there is one, so that nothing waits for a restart that
 * another could do; otherwise one that comes back.
 *
 * @param last The member that was chosen before; round-robin and ties go on after it.
 * @returns Its index.
 */
export function choose(
  route: Route,
  candidates: readonly Candidate[],
  last: number,
  random: Random,
): number {
  const size = candidates.length
  const inTurn = Array.from({ length: size }, (_, step) => (last + 1 + step) % size)
  const up = inTurn.filter((index) => candidates[index]!.up)
  const coming = inTurn.filter((index) => !candidates[index]!.gone)
  const eligible = [up, coming, inTurn].find((indices) => indices.length > 0)!
  switch (route) {
    case 'round-robin':
      return eligible[0]!
    case 'random':
      return eligible[Math.floor(random() * eligible.length)]!
    case 'least-busy':
      return eligible.reduce((best, index) =>
        candidates[index]!.load < candidates[best]!.load ? index : best,
      )
  }
}
