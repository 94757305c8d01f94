import { child, memory, supervise } from '@troupe/core'
import { expect, test } from 'vitest'
import { Language } from '../../../src/tasks/language/index.ts'
import language from '../../../src/tasks/language/language.actor.ts'

test('language.actor answers through the registry and refuses bad input without a restart', async () => {
  await using app = await supervise({
    restarts: { max: 0, within: 1_000 },
    children: { language: child(Language, memory(language), { allowThread: true }) },
  })
  const { ask } = app.children.language
  await expect(ask.detect({ text: '' })).rejects.toMatchObject({
    code: 'invalid-message',
    details: { target: 'language', operation: 'detect', issues: ['text is empty'] },
  })
  const [best] = await ask.detect({ text: 'Wo ist der Bahnhof? Ich suche den Zug nach Wien.' })
  expect(best).toEqual({ language: 'deu', probability: expect.closeTo(1, 1) })
})
