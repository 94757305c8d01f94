import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import lande from 'lande'
import { describe, expect, test } from 'vitest'
import { exportLanguage } from '../../../scripts/export-language.ts'
import { detectLanguage } from '../../../src/tasks/language/detect.ts'
import { paragraphs } from './declarations.ts'
import { languageNetwork } from './network.ts'

/** Below it, the order of guesses is a matter of rounding. */
const smallest = 1e-9

describe('the exported network', () => {
  test(
    'detectLanguage() answers as the package lande does, on real text',
    { timeout: 60_000 },
    async () => {
      const { session, vocabulary } = await languageNetwork()
      const texts = paragraphs(vocabulary.languages)
      const compared = new Set<string>()
      let difference = 0
      let count = 0
      let right = 0
      for (const { text, language } of texts) {
        const guesses = await detectLanguage(session, vocabulary, text)
        if (guesses.length === 0) continue // No n-gram that the network knows: lande guesses all the same.
        const expected = lande(text)
        const probabilities = new Map(
          guesses.map(({ language, probability }) => [language, probability]),
        )
        for (const [code, probability] of expected) {
          difference = Math.max(difference, Math.abs(probability - probabilities.get(code)!))
        }
        const ranking = expected
          .filter(([, probability]) => probability >= smallest)
          .map(([code]) => code)
        expect(
          guesses.slice(0, ranking.length).map(({ language }) => language),
          text,
        ).toEqual(ranking)
        compared.add(language)
        count++
        if (guesses[0]!.language === language) right++
      }
      console.info(
        `${count} of ${texts.length} texts in ${compared.size} languages: largest difference ${difference}, ${right} as labelled`,
      )
      expect(compared.size).toBe(vocabulary.languages.length)
      expect(count).toBeGreaterThan(texts.length * 0.9)
      expect(count).toBeGreaterThan(1_000)
      expect(difference).toBeLessThan(1e-4)
      expect(right / count).toBeGreaterThan(0.7)
      await session.dispose()
    },
  )

  test('exportLanguage() writes the shipped files again, byte for byte', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'language-'))
    try {
      await exportLanguage(pathToFileURL(`${folder}/`))
      for (const name of ['detection.json', 'detection.onnx', 'vocabulary.json']) {
        const shipped = readFileSync(new URL(`../../../models/language/${name}`, import.meta.url))
        expect(readFileSync(join(folder, 'language', name)).equals(shipped), name).toBe(true)
      }
    } finally {
      await rm(folder, { recursive: true })
    }
  })
})
