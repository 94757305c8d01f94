import { ActorError, child, memory, supervise } from '@troupe/core'
import { expect, test } from 'vitest'
import { Language } from '../../../src/tasks/language/index.ts'
import language from '../../../src/tasks/language/language.actor.ts'

test('language.actor answers through the registry and refuses bad input without a restart', async () => {
  await using app = await supervise({
    restarts: { max: 0, within: 1_000 },
    children: { language: child(Language, memory(language), { allowThread: true }) },
  })
  const { ask } = app.children.language
  const refused: unknown = await ask.detect({ text: '' }).catch((error: unknown) => error)
  expect(ActorError.is(refused)).toBe(true)
  expect(JSON.stringify(refused, causes)).toContain('text is empty')
  const [best] = await ask.detect({ text: 'Wo ist der Bahnhof? Ich suche den Zug nach Wien.' })
  expect(best).toEqual({ language: 'deu', probability: expect.closeTo(1, 1) })
})

/** Errors with their message, code and cause. */
function causes(_key: string, value: unknown): unknown {
  if (!(value instanceof Error)) return value
  const { message, cause } = value
  return { message, cause, code: (value as Partial<ActorError>).code }
}
