import type { Result } from '../result.ts'
import { targetOf } from './target.ts'

/** A result beside what it is compared with. */
export interface Verdict {
  readonly result: Result
  readonly bestPeer?: { readonly name: string; readonly value: number }
  /** Troupe to the best peer, and to the limit; absent where there is nothing to divide by. */
  readonly toBestPeer?: number
  readonly toLimit?: number
  readonly target?: string
  readonly met?: boolean
}

export function verdictOf(result: Result): Verdict {
  const { id, better, troupe, limit, peers } = result
  const sign = better === 'higher' ? -1 : 1
  const [best] = Object.entries(peers).toSorted(([, a], [, b]) => sign * (a - b))
  const target = targetOf(id)
  return {
    result,
    ...(best && { bestPeer: { name: best[0], value: best[1] }, toBestPeer: troupe / best[1] }),
    ...(limit > 0 && { toLimit: troupe / limit }),
    ...(target && { target: target.words, met: target.met(result) }),
  }
}

/** Four digits, with thousands apart. */
export function digits(value: number): string {
  if (value === 0) return '0'
  const rounded = Number(value.toPrecision(4))
  const decimals = Math.max(0, 3 - Math.floor(Math.log10(Math.abs(rounded))))
  const text =
    Math.abs(rounded) >= 1_000
      ? String(Math.round(rounded))
      : rounded.toFixed(Math.min(decimals, 3))
  return text.replace(/\B(?=(\d{3})+$)/g, ',')
}

/** Two digits behind the point at most: `5.2`, `0.87`. */
export function factor(value: number): string {
  return value >= 10 ? value.toFixed(0) : value >= 2 ? value.toFixed(1) : value.toFixed(2)
}
