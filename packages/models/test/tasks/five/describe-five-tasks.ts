import { child, supervise } from '@troupe/core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Language } from '../../../src/tasks/language/index.ts'
import { Ocr } from '../../../src/tasks/ocr/index.ts'
import { Spam } from '../../../src/tasks/spam/index.ts'
import { VoiceActivity } from '../../../src/tasks/voice-activity/index.ts'
import { WakeWord } from '../../../src/tasks/wake-word/index.ts'
import { collect } from '../../audio/collect.ts'
import type { Isolates } from './isolates.ts'
import * as texts from './texts.ts'

/** What the two runtimes may differ by: the pixels of their picture decoders and the kernels of their backends. */
const tolerance = { box: 3, confidence: 0.03, seconds: 0.04, probability: 1e-3 }

const start = ({ ocr, voiceActivity, wakeWord, language, spam }: Isolates) =>
  supervise({
    children: {
      ocr: child(Ocr, ocr),
      voiceActivity: child(VoiceActivity, voiceActivity),
      wakeWord: child(WakeWord, wakeWord),
      language: child(Language, language),
      spam: child(Spam, spam),
    },
    restarts: { max: 0, within: 1_000 },
    log: false,
  })

/** The five tasks give the same answers wherever they run. */
export function describeFiveTasks(
  runtime: string,
  isolates: Isolates,
  load: (file: string) => Promise<Uint8Array>,
): void {
  describe(`the five tasks ${runtime}`, () => {
    let app: Awaited<ReturnType<typeof start>>
    beforeAll(async () => {
      app = await start(isolates)
    }, 120_000)
    afterAll(() => app?.stop())

    test.each(texts.pages)('Ocr reads $file', async ({ file, lines }) => {
      const found = await app.children.ocr.ask.read({ image: await load(`pages/${file}`) })
      expect(found.map(({ text }) => text)).toEqual(lines.map(({ text }) => text))
      found.forEach(({ box, confidence }, index) => {
        const expected = lines[index]!
        expect(Math.abs(confidence - expected.confidence)).toBeLessThan(tolerance.confidence)
        box.forEach(({ x, y }, corner) => {
          expect(Math.abs(x - expected.box[corner]!.x)).toBeLessThanOrEqual(tolerance.box)
          expect(Math.abs(y - expected.box[corner]!.y)).toBeLessThanOrEqual(tolerance.box)
        })
      })
    })

    test('Ocr refuses what is no picture, and a truncated one', async () => {
      const whole = await load('pages/table.png')
      for (const image of [new TextEncoder().encode('no picture'), whole.slice(0, 2_000)]) {
        await expect(app.children.ocr.ask.read({ image })).rejects.toMatchObject({
          code: 'invalid-message',
        })
      }
    })

    test('VoiceActivity finds the same speech in a file and in a stream of it', async () => {
      const wav = await load('audio/two-utterances.wav')
      const segments = await app.children.voiceActivity.ask.detect({ wav })
      expect(segments).toHaveLength(texts.segments.length)
      segments.forEach(({ start, end, confidence }, index) => {
        const expected = texts.segments[index]!
        expect(Math.abs(start - expected.start)).toBeLessThan(tolerance.seconds)
        expect(Math.abs(end - expected.end)).toBeLessThan(tolerance.seconds)
        expect(Math.abs(confidence - expected.confidence)).toBeLessThan(tolerance.probability)
      })
    })

    test('WakeWord hears its words and no others', async () => {
      for (const [file, words] of texts.words) {
        const heard = await app.children.wakeWord.ask.detect({ wav: await load(`audio/${file}`) })
        expect(heard.map(({ word }) => word)).toEqual(words.map(({ word }) => word))
        heard.forEach(({ time, confidence }, index) => {
          expect(Math.abs(time - words[index]!.time)).toBeLessThan(tolerance.seconds)
          expect(Math.abs(confidence - words[index]!.confidence)).toBeLessThan(
            tolerance.probability,
          )
        })
      }
    })

    test.each(texts.languages)(
      'Language tells $language',
      async ({ text, language, probability }) => {
        const [first] = await app.children.language.ask.detect({ text })
        expect(first!.language).toBe(language)
        expect(Math.abs(first!.probability - probability)).toBeLessThan(tolerance.probability)
      },
    )

    test.each(texts.mails)('Spam judges: $mail', async ({ mail, spam, probability }) => {
      const verdict = await app.children.spam.ask.judge({ mail })
      expect(verdict.spam).toBe(spam)
      expect(Math.abs(verdict.probability - probability)).toBeLessThan(tolerance.probability)
    })

    test('pages come as a stream', async () => {
      const pages = await Promise.all(
        ['table.png', 'blank.png'].map((file) => load(`pages/${file}`)),
      )
      const found = await collect(app.children.ocr.stream.pages({ pages }))
      expect(found.map(({ length }) => length > 0)).toEqual([true, false])
    })
  })
}
