import { encode, type Encoded } from '../wire/codec.ts'
import type { ExitReason } from './exit.ts'

/** Whatever was thrown, the news of an end crosses: what cannot is told in words. */
export function encodeReason(
  reason: ExitReason,
  within: (reason: ExitReason) => unknown = (itself) => itself,
): Encoded {
  try {
    return encode(within(reason))
  } catch {
    return encode(within(inWords(reason)))
  }
}

function inWords(reason: ExitReason): ExitReason {
  if ('reason' in reason) return { ...reason, reason: inWords(reason.reason) }
  return 'error' in reason ? { ...reason, error: new Error(String(reason.error)) } : reason
}
