import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Session } from '../../../src/backend.ts'
import { ActorError } from '../../../src/errors.ts'
import { ort as web } from '../../../src/ort/node-wasm.ts'
import { detectLanguage } from '../../../src/tasks/language/detect.ts'
import { frequencies } from '../../../src/tasks/language/frequencies.ts'
import { normalise } from '../../../src/tasks/language/normalise.ts'
import { parseVocabulary, type Vocabulary } from '../../../src/tasks/language/vocabulary.ts'
import { languageNetwork } from './network.ts'

let session: Session
let vocabulary: Vocabulary
const detect = (text: string) => detectLanguage(session, vocabulary, text)

beforeAll(async () => {
  ;({ session, vocabulary } = await languageNetwork())
})
afterAll(() => session.dispose())

describe('detectLanguage()', () => {
  test.each([
    ['eng', 'The children are playing in the garden behind the house.'],
    ['deu', 'Die Kinder spielen im Garten hinter dem Haus.'],
    ['fra', 'Les enfants jouent dans le jardin derrière la maison.'],
    ['jpn', '子供たちは家の裏の庭で遊んでいます。'],
    ['ell', 'Τα παιδιά παίζουν στον κήπο πίσω από το σπίτι.'],
  ])('detectLanguage() knows %s', async (language, text) => {
    expect((await detect(text))[0]!.language).toBe(language)
  })

  test('detectLanguage() gives every language once, the likeliest first, adding up to one', async () => {
    const guesses = await detect('Buongiorno a tutti')
    const probabilities = guesses.map(({ probability }) => probability)
    expect(new Set(guesses.map(({ language }) => language))).toEqual(new Set(vocabulary.languages))
    expect(probabilities).toEqual([...probabilities].sort((one, other) => other - one))
    expect(probabilities.reduce((sum, probability) => sum + probability, 0)).toBeCloseTo(1, 5)
  })

  test.each([
    ['emoji', '👍🏽 👨‍👩‍👧'],
    ['digits and signs', '12:30 -- 99 %!'],
    ['spaces', ' \n\t '],
    ['a lone surrogate', '\ud83d'],
    ['a script of none of the languages', 'ᚠᛇᚻ ᛒᛦᚦ ᚠᚱᚩᚠᚢᚱ'],
  ])('detectLanguage() gives no guess for %s', async (_what, text) => {
    expect(await detect(text)).toEqual([])
  })

  test('detectLanguage() reads around emoji and lone surrogates', async () => {
    const text = 'The children are playing in the garden.'
    expect(await detect(`👍🏽${text}\udc00`)).toEqual(await detect(text))
  })

  test('detectLanguage() reads the first 100,000 characters of a longer text', async () => {
    const english = 'The children are playing in the garden. '.repeat(2_500)
    expect(english).toHaveLength(100_000)
    expect(await detect(`${english}${'Das ist ein Satz. '.repeat(100_000)}`)).toEqual(
      await detect(english),
    )
  })

  test('detectLanguage() answers alike on WebAssembly', async () => {
    const other = await web.load(
      readFileSync(new URL('../../../models/language/detection.onnx', import.meta.url)),
    )
    for (const text of ['Buongiorno a tutti', 'Καλημέρα σας', 'ok']) {
      const native = await detect(text)
      const guesses = await detectLanguage(other, vocabulary, text)
      expect(guesses.map(({ language }) => language)).toEqual(
        native.map(({ language }) => language),
      )
      guesses.forEach(({ probability }, rank) =>
        expect(probability).toBeCloseTo(native[rank]!.probability, 6),
      )
    }
    await other.dispose()
  })

  test.each([
    ['an empty text', '', 'text is empty'],
    ['nothing', undefined, 'text is undefined, not a string'],
    ['null', null, 'text is null, not a string'],
    ['a number', 7, 'text is number, not a string'],
  ])('detectLanguage() refuses %s', async (_what, text, issue) => {
    const error: unknown = await detect(text as string).catch((error: unknown) => error)
    if (!ActorError.is(error, 'invalid-message')) throw error
    expect(error.details).toEqual({ target: 'language', operation: 'detect', issues: [issue] })
    expect(error.message).toContain(issue)
  })
})

describe('normalise()', () => {
  test('normalise() keeps letters, marks and single spaces, in lower case', () => {
    expect(normalise('  Hello--World,\n\n 42 ÉTÉ! ')).toBe(' hello world été ')
  })
})

describe('frequencies()', () => {
  const small = parseVocabulary(
    JSON.stringify({ languages: ['eng'], ngrams: ['a', 'ab', 'zz', ' '] }),
  )

  test('frequencies() gives the share among n-grams of the same length', () => {
    expect([...frequencies('aab', small)!]).toEqual([2 / 3, 0.5, 0, 0].map(Math.fround))
  })

  test('frequencies() gives nothing where only spaces are known', () => {
    expect(frequencies(' c ', small)).toBeUndefined()
  })
})

describe('parseVocabulary()', () => {
  test.each(['{}', '{"languages":[],"ngrams":["a"]}', '{"languages":["eng"],"ngrams":[1]}'])(
    'parseVocabulary() refuses %s',
    (json) => {
      expect(() => parseVocabulary(json)).toThrow('must hold the lists')
    },
  )
})
