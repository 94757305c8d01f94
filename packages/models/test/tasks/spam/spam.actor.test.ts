import { child, memory, supervise } from '@troupe/core'
import { expect, test } from 'vitest'
import { Spam } from '../../../src/tasks/spam/index.ts'
import spam from '../../../src/tasks/spam/spam.actor.ts'

test('spam.actor answers through the registry and refuses bad input without a restart', async () => {
  await using app = await supervise({
    restarts: { max: 0, within: 1_000 },
    children: { spam: child(Spam, memory(spam), { allowThread: true }) },
  })
  const { ask } = app.children.spam
  await expect(ask.judge({ mail: '' })).rejects.toMatchObject({
    code: 'invalid-message',
    details: { target: 'spam', operation: 'judge', issues: ['mail is empty'] },
  })
  const verdict = await ask.judge({
    mail: 'Subject: Win\n\nFREE!!! Click here to order now, satisfaction guaranteed!',
  })
  expect(verdict).toEqual({ spam: true, probability: expect.closeTo(1, 0) })
})
