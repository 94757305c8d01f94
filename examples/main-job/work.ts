import type { Input } from './input.ts'
import { headline, result } from './screen.ts'
import type { Tree } from './tree.ts'

/** Reads, listens, tells and judges: one ask to each actor, all at the same time where they can. */
export async function doWork({ children }: Tree, input: Input): Promise<string[]> {
  const { reader, speech, wakeWord, language, spam } = children
  headline('Work')
  const [lines, segments, words, verdict] = await Promise.all([
    reader.ask.read({ image: input.image }),
    speech.ask.detect({ wav: input.audio }),
    wakeWord.ask.detect({ wav: input.audio }),
    spam.ask.judge({ mail: input.mail }),
  ])
  const read = lines.map(({ text }) => text)
  result('image', `${input.names.image}: ${lines.length} ${lines.length === 1 ? 'line' : 'lines'}`)
  for (const line of lines) result('', `${line.text}  (${(line.confidence * 100).toFixed(0)} %)`)
  result(
    'speech',
    segments.map(({ start, end }) => `${start.toFixed(2)} s to ${end.toFixed(2)} s`).join(', ') ||
      'none',
  )
  result(
    'wake word',
    words.map(({ word, time }) => `${word} at ${time.toFixed(2)} s`).join(', ') || 'none',
  )
  const text = input.text ?? read.join('\n')
  const [likeliest] = text.trim() === '' ? [] : await language.ask.detect({ text })
  result(
    'language',
    likeliest === undefined
      ? 'none'
      : `${likeliest.language} (${(likeliest.probability * 100).toFixed(1)} %)`,
  )
  result(
    'mail',
    `${input.names.mail}: ${verdict.spam ? 'spam' : 'not spam'} (${(verdict.probability * 100).toFixed(1)} % spam)`,
  )
  return read
}
