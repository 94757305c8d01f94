import type { Session } from '../../backend.ts'
import { ActorError } from '../../errors.ts'
import { frequencies } from './frequencies.ts'
import type { LanguageGuess } from './protocol.ts'
import { normalise } from './normalise.ts'
import type { Vocabulary } from './vocabulary.ts'

/**
 * Tells the language of a text; the likeliest first.
 *
 * @returns No guess where nothing tells a language.
 * @throws {ActorError<'invalid-message'>} The text is empty or no string.
 */
export async function detectLanguage(
  session: Session,
  vocabulary: Vocabulary,
  text: string,
): Promise<LanguageGuess[]> {
  checkText(text)
  const data = frequencies(normalise(text), vocabulary)
  if (data === undefined) return []
  const input = { type: 'float32' as const, shape: [1, data.length], data }
  const { probabilities } = await session.run({ frequencies: input })
  const shares = probabilities!.data as Float32Array
  return vocabulary.languages
    .map((language, index) => ({ language, probability: shares[index]! }))
    .sort((one, other) => other.probability - one.probability)
}

function checkText(text: unknown): asserts text is string {
  if (typeof text === 'string' && text !== '') return
  const issue =
    typeof text === 'string' ? 'text is empty' : `text is ${describe(text)}, not a string`
  throw new ActorError(
    'invalid-message',
    `language.detect: ${issue}. Pass { text: 'a sentence or more' }`,
    {
      target: 'language',
      operation: 'detect',
      issues: [issue],
    },
  )
}

function describe(value: unknown): string {
  return value === null ? 'null' : typeof value
}
