import { ActorError } from '../../errors.ts'

/** What the network's inputs and outputs stand for. */
export interface Vocabulary {
  /** The language of each output, as ISO 639-3. */
  readonly languages: readonly string[]
  /** The input of each n-gram. */
  readonly inputs: ReadonlyMap<string, number>
  /** The length of the longest n-gram. */
  readonly longest: number
}

/**
 * Reads `vocabulary.json`, the file beside the network.
 *
 * @throws {ActorError<'model-invalid'>} The file does not hold languages and n-grams.
 */
export function parseVocabulary(json: string): Vocabulary {
  const { languages, ngrams } = JSON.parse(json) as Partial<
    Record<'languages' | 'ngrams', string[]>
  >
  if (!isTexts(languages) || !isTexts(ngrams)) {
    throw new ActorError(
      'model-invalid',
      'vocabulary.json must hold the lists "languages" and "ngrams". Export the model again with scripts/export-language.ts',
      { model: 'language/detection', issues: ['vocabulary.json has another shape'] },
    )
  }
  return {
    languages,
    inputs: new Map(ngrams.map((ngram, index) => [ngram, index])),
    longest: Math.max(...ngrams.map(({ length }) => length)),
  }
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.length > 0 && value.every((item) => typeof item === 'string')
}
