import { expect, test } from 'vitest'
import { startApp } from '../src/app.ts'
import { tellLanguage } from '../src/tell-language.ts'

// A process starts and loads the model.
const patience = { timeout: 60_000 }

test('tellLanguage() names the language of a sentence', patience, async () => {
  await using app = await startApp()
  const told = await tellLanguage(app.children.language, 'Wo ist denn hier der Bahnhof?')
  expect(told).toMatch(/^German/)
})

test('startApp() keeps the actor alive: it answers after a crash', patience, async () => {
  await using app = await startApp()
  app.kill('app/language')
  const told = await tellLanguage(app.children.language, 'Dove si trova la stazione?')
  expect(told).toMatch(/^Italian/)
})
