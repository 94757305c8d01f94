import { ask, protocol } from '@troupe/core/actor'

/** A language that a text may be in. */
export interface LanguageGuess {
  /** ISO 639-3: `eng`. */
  readonly language: string
  /** Between 0 and 1; those of all guesses for a text add up to 1. */
  readonly probability: number
}

/**
 * Tells the language of a text: one of 50, by a network over character n-grams (the npm package
 * `lande`, trained on sentences of Tatoeba; https://github.com/fabiospampinato/lande).
 *
 * A sentence is enough; a single word is a guess. A text in a language that is not among the 50 gets
 * the likeliest of them. The first 100,000 characters are read.
 *
 * @example
 * ```ts
 * import { Language } from '@troupe/models/language'
 *
 * Language.fingerprint // => 'language(detect:ask)'
 * ```
 */
export const Language = protocol('language', {
  /**
   * All languages, the likeliest first. No guess at all where nothing tells a language: only digits,
   * signs or emoji, or a script that none of the 50 uses.
   */
  detect: ask<{ text: string }, LanguageGuess[]>(),
})
