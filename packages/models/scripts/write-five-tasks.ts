/**
 * Writes what the five tasks answer on Node, for the test that runs on both runtimes. What Node
 * answers is proved against the models' own packages and known texts elsewhere.
 * Run: `npx tsx packages/models/scripts/write-five-tasks.ts`.
 */
import { readFile, writeFile } from 'node:fs/promises'
import { child, supervise } from '@troupe/core'
import { subprocess } from '@troupe/runtime-node'
import * as prettier from 'prettier'
import { Language } from '../src/tasks/language/index.ts'
import { Ocr } from '../src/tasks/ocr/index.ts'
import { Spam } from '../src/tasks/spam/index.ts'
import { VoiceActivity } from '../src/tasks/voice-activity/index.ts'
import { WakeWord } from '../src/tasks/wake-word/index.ts'

const target = new URL('../test/tasks/five/texts.ts', import.meta.url)
const fixture = async (file: string) =>
  new Uint8Array(await readFile(new URL(`../test/fixtures/${file}`, import.meta.url)))
const at = (task: string) => subprocess(import.meta.resolve(`@troupe/models/${task}/actor`))

const pages = ['light-on-dark.png', 'table.png', 'coloured.jpg', 'upside-down.png', 'blank.png']
const recordings = ['alexa.wav', 'hey-jarvis.wav', 'speech.wav', 'alexa-then-speech.wav']
const sentences = [
  'The quick brown fox jumps over the lazy dog near the river bank.',
  'Der schnelle braune Fuchs springt über den faulen Hund am Fluss.',
  'Le renard brun rapide saute par-dessus le chien paresseux.',
  'すばやい茶色の狐がのろまな犬を飛び越える。',
]
const mails = [
  'Congratulations! You have won a free prize. Click here now to claim your money, no obligation.',
  'Hi Ada, the build is green again; could you review the patch for the parser before Friday?',
]

await using app = await supervise({
  children: {
    ocr: child(Ocr, at('ocr')),
    voiceActivity: child(VoiceActivity, at('voice-activity')),
    wakeWord: child(WakeWord, at('wake-word')),
    language: child(Language, at('language')),
    spam: child(Spam, at('spam')),
  },
})
const { ocr, voiceActivity, wakeWord, language, spam } = app.children

const found = {
  pages: await Promise.all(
    pages.map(async (file) => ({
      file,
      lines: await ocr.ask.read({ image: await fixture(`pages/${file}`) }),
    })),
  ),
  segments: await voiceActivity.ask.detect({ wav: await fixture('audio/two-utterances.wav') }),
  words: await Promise.all(
    recordings.map(async (file) => [
      file,
      await wakeWord.ask.detect({ wav: await fixture(`audio/${file}`) }),
    ]),
  ),
  languages: await Promise.all(
    sentences.map(async (text) => ({ text, ...(await language.ask.detect({ text }))[0]! })),
  ),
  mails: await Promise.all(
    mails.map(async (mail) => ({ mail, ...(await spam.ask.judge({ mail })) })),
  ),
}

const source = `/** Written by \`scripts/write-five-tasks.ts\`: what the tasks answer on Node. */
import type { Detection } from '../../../src/tasks/wake-word/index.ts'

export const pages = ${JSON.stringify(found.pages)}
export const segments = ${JSON.stringify(found.segments)}
export const words: [string, Detection[]][] = ${JSON.stringify(found.words)}
export const languages = ${JSON.stringify(found.languages)}
export const mails = ${JSON.stringify(found.mails)}
`
const style = await prettier.resolveConfig(target)
await writeFile(target, await prettier.format(source, { ...style, parser: 'typescript' }))
