import type { WakeWordRules } from './options.ts'

/** When a word was last detected, in seconds, and whether its score has fallen since. */
export interface Debounced {
  readonly detectedAt: number
  readonly fallen: boolean
}

/** Where a word begins: never detected. */
export const neverDetected: Debounced = { detectedAt: -Infinity, fallen: true }

/**
 * Whether a score is a new detection. One saying keeps the score up for a while: it counts again
 * only once the score has fallen below the threshold and the cooldown has passed.
 */
export function debounce(
  { detectedAt, fallen }: Debounced,
  score: number,
  time: number,
  { threshold, cooldown }: Pick<WakeWordRules, 'threshold' | 'cooldown'>,
): { state: Debounced; detected: boolean } {
  if (score < threshold) return { state: { detectedAt, fallen: true }, detected: false }
  const detected = fallen && (time - detectedAt) * 1000 >= cooldown
  return {
    state: detected ? { detectedAt: time, fallen: false } : { detectedAt, fallen },
    detected,
  }
}
