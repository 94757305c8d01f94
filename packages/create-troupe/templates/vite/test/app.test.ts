import { actor, memory } from '@troupe/core'
import { fake } from '@troupe/core/testing'
import { Language } from '@troupe/models/language'
import { expect, test } from 'vitest'
import { startApp } from '../src/app.ts'
import { tellLanguage } from '../src/tell-language.ts'

test('tellLanguage() names the likeliest language', async () => {
  const language = fake(Language, {
    detect: () => [
      { language: 'deu', probability: 0.98 },
      { language: 'nld', probability: 0.02 },
    ],
  })
  expect(await tellLanguage(language, 'Wo ist denn hier der Bahnhof?')).toBe('German (98 %)')
})

test('tellLanguage() says where there is nothing to tell', async () => {
  const language = fake(Language, { detect: () => [] })
  expect(await tellLanguage(language, '42')).toBe('no language')
})

test('startApp() keeps the actor alive: it answers after a crash', async () => {
  const italian = actor(Language, () => ({
    detect: () => [{ language: 'ita', probability: 1 }],
  }))
  await using app = await startApp(memory(italian))
  app.kill('app/language')
  const told = await tellLanguage(app.children.language, 'Dove si trova la stazione?')
  expect(told).toBe('Italian (100 %)')
})
