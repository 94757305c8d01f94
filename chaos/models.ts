import { readFile } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { isDeepStrictEqual } from 'node:util'
import type { Ledger } from './ledger.ts'
import type { Tree } from './tree.ts'

/** One question to a real model. */
export interface Question {
  readonly path: string
  ask(): Promise<unknown>
}

/**
 * Milliseconds that an answer may take: whoever is struck in the middle of a start again and again
 * answers late, and that is no violation.
 */
const deadline = 600_000

const input = new URL('../../examples/main-job/input/', import.meta.url)

/** A question to each of the models that take part. */
export async function questionsFor({ app }: Tree): Promise<Question[]> {
  // Absent where chaos was told to leave them out.
  const models = app.children.models as typeof app.children.models | undefined
  if (models === undefined) return []
  const [image, wav, mail] = await Promise.all([
    readFile(new URL('page.png', input)),
    readFile(new URL('alexa.wav', input)),
    readFile(new URL('mail.txt', input), 'utf8'),
  ])
  const { ocr, speech, wakeWord, language, spam } = models.children
  return [
    { path: ocr.path, ask: () => ocr.ask.read({ image }, { deadline }) },
    { path: speech.path, ask: () => speech.ask.detect({ wav }, { deadline }) },
    { path: wakeWord.path, ask: () => wakeWord.ask.detect({ wav }, { deadline }) },
    {
      path: language.path,
      ask: () => language.ask.detect({ text: mail.slice(0, 400) }, { deadline }),
    },
    { path: spam.path, ask: () => spam.ask.judge({ mail }, { deadline }) },
  ]
}

/** Asks the same again and again; the answer must be that of before the chaos. */
export async function examine(
  { path, ask }: Question,
  { ledger, stop, right }: { ledger: Ledger; stop: AbortSignal; right: unknown },
): Promise<void> {
  while (!stop.aborted) {
    await ledger.watch(path, async () => {
      const answer = await ask()
      if (!isDeepStrictEqual(answer, right)) ledger.violate(`${path} answered differently`)
    })
    await pause(200)
  }
}
