import { wrongOption } from '../../errors.ts'
import { wordNames, type WordName } from './words.ts'

/** What to listen for, and when a word counts as said. */
export interface WakeWordOptions {
  /** The words to listen for; each costs time. Default: all. */
  readonly words?: readonly WordName[]
  /** A word counts as said from this confidence on, from 0 to 1. Default: 0.5. */
  readonly threshold?: number
  /** Milliseconds after a detection in which the same word is not detected again. Default: 2 000. */
  readonly cooldown?: number
}

/** All options, filled in. */
export type WakeWordRules = Required<WakeWordOptions>

const defaults: WakeWordRules = { words: wordNames, threshold: 0.5, cooldown: 2_000 }

/**
 * Fills in the defaults and checks what was given.
 *
 * @throws {ActorError<'invalid-argument'>} An option or word is unknown or out of range.
 */
export function wakeWordRules(options: WakeWordOptions = {}): WakeWordRules {
  const given = Object.entries(options).filter(([, value]) => value !== undefined)
  const unknown = given.find(([name]) => !(name in defaults))
  if (unknown !== undefined)
    wrongOption('wake-word', unknown[0], `use one of ${Object.keys(defaults).join(', ')}`)
  const rules: WakeWordRules = { ...defaults, ...Object.fromEntries(given) }
  const { words, threshold, cooldown } = rules
  const known = Array.isArray(words) && words.every((word) => wordNames.includes(word))
  if (!known || words.length === 0)
    wrongOption('wake-word', 'words', `list at least one of ${wordNames.join(', ')}`)
  if (!(threshold > 0 && threshold <= 1))
    wrongOption('wake-word', 'threshold', 'pass a number above 0 and up to 1')
  if (!(cooldown >= 0)) wrongOption('wake-word', 'cooldown', 'pass milliseconds, 0 or more')
  return rules
}
