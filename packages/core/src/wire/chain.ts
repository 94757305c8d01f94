import { ActorError } from '../errors.ts'

/** A handler that waits for an answer: of which life of which actor, and for which call it runs. */
export type Waiter = readonly [incarnation: string, path: string, call: number]

/** Handlers of which each waits for the next; the last one asks now. */
export type Chain = readonly Waiter[]

/** Longer chains forget their beginning: a cycle of more actors is left to the deadline. */
export const longestChain = 32

/** The chain with one more handler that waits. */
export function extend(chain: Chain | undefined, waiter: Waiter): Chain {
  return chain === undefined ? [waiter] : [...chain, waiter].slice(-longestChain)
}

/** The calls of this life that wait for the end of the chain. */
export function waitingIn(chain: Chain, incarnation: string): readonly number[] {
  return chain.filter(([life]) => life === incarnation).map(([, , call]) => call)
}

/** Whether something that arrived is a chain. */
export function isChain(value: unknown): value is Chain {
  return Array.isArray(value) && value.length <= longestChain && value.every(isWaiter)
}

function isWaiter(value: unknown): boolean {
  if (!Array.isArray(value) || value.length !== 3) return false
  const [incarnation, path, call] = value as unknown[]
  return typeof incarnation === 'string' && typeof path === 'string' && typeof call === 'number'
}

/** The error of an ask that its target could take only after it was answered. */
export function cycle(
  target: string,
  operation: string,
  chain: Chain,
  incarnation: string,
): ActorError<'cycle'> {
  const first = chain.findIndex(([life]) => life === incarnation)
  const path = [...chain.slice(Math.max(first, 0)).map(([, path]) => path), target]
  const way =
    path.length <= 2 ? `${target} asked itself` : `${path.join(' asked ')}, which waits for that`
  return new ActorError(
    'cycle',
    `${target}.${operation} would wait for ever: ${way}. Tell instead of asking back, share the code, or give ${target} more concurrency`,
    { target, operation, path },
  )
}
