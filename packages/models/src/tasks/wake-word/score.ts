import type { Session } from '../../backend.ts'
import { compute, embeddingSize } from './features.ts'
import type { Window } from './window.ts'
import { knownWords, type WordName } from './words.ts'

/** How sure the networks are that words were just said, from 0 to 1. */
export type Scores = ReadonlyMap<string, number>

/** The networks of the words that are listened for. */
export type WordSessions = Readonly<Partial<Record<WordName, Session>>>

/** Picks the networks of the words that are listened for. */
export function wordSessions(
  words: readonly WordName[],
  sessionOf: (word: WordName) => Session,
): WordSessions {
  return Object.fromEntries(words.map((word) => [word, sessionOf(word)]))
}

/** How many embeddings a word's network looks at. */
export function embeddingsOf(session: Session): number {
  return session.inputs[0]!.shape[1] as number
}

/** Scores every word on the embeddings so far. */
export async function scoreWords(sessions: WordSessions, embeddings: Window): Promise<Scores> {
  const scores = new Map<string, number>()
  for (const [name, session] of Object.entries(sessions)) {
    const count = embeddingsOf(session)
    const outputs = await compute(session, [1, count, embeddingSize], embeddings.last(count))
    knownWords[name as WordName].forEach((word, output) => {
      if (word !== undefined) scores.set(word, outputs[output]!)
    })
  }
  return scores
}
