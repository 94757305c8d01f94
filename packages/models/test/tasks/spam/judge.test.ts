import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readCorpus } from '../../../scripts/spam/corpus.ts'
import type { Session } from '../../../src/backend.ts'
import { ActorError } from '../../../src/errors.ts'
import { ort as web } from '../../../src/ort/node-wasm.ts'
import { judgeMail } from '../../../src/tasks/spam/judge.ts'
import { spamNetwork } from './network.ts'

let session: Session
beforeAll(async () => {
  session = await spamNetwork()
})
afterAll(() => session.dispose())

const offer =
  'Dear friend, CLICK HERE to claim your FREE money now!!! Lowest mortgage rates, no obligation, 100% guaranteed. To be removed from our list reply with remove.'
const note =
  'Hi Tom, thanks for the patch. I think the bug is in the parser, not in the test; could you rebase your branch and run the suite again? I will look at it tomorrow.'

describe('judgeMail()', () => {
  test('judgeMail() tells an offer from a note', async () => {
    const [spam, wanted] = [await judgeMail(session, offer), await judgeMail(session, note)]
    expect(spam.spam).toBe(true)
    expect(spam.probability).toBeGreaterThan(0.9)
    expect(wanted.spam).toBe(false)
    expect(wanted.probability).toBeLessThan(0.1)
  })

  test('judgeMail() judges the same words alike, as a body, as a source, as bytes', async () => {
    const source = `From: a@example.org\nSubject: Hello\n\n${offer}`
    const { probability } = await judgeMail(session, offer)
    expect((await judgeMail(session, source)).probability).toBeCloseTo(probability, 6)
    expect((await judgeMail(session, new TextEncoder().encode(source))).probability).toBeCloseTo(
      probability,
      6,
    )
  })

  test('judgeMail() gives a mail without a word about the share of spam in training', async () => {
    const { spam, probability } = await judgeMail(
      session,
      '<html><body><img src="a.png"></body></html>',
    )
    expect(spam).toBe(probability >= 0.5)
    expect(probability).toBeGreaterThan(0.05)
    expect(probability).toBeLessThan(0.6)
  })

  test('judgeMail() takes emoji, lone surrogates and very long mails', async () => {
    for (const mail of ['👍🏽', 'a\ud800b', `${note} `.repeat(20_000)]) {
      const { probability } = await judgeMail(session, mail)
      expect(probability).toBeGreaterThanOrEqual(0)
      expect(probability).toBeLessThanOrEqual(1)
    }
  })

  test('judgeMail() answers alike on WebAssembly', async () => {
    const bytes = readFileSync(new URL('../../../models/spam/detection.onnx', import.meta.url))
    const other = await web.load(bytes)
    for (const mail of [offer, note, readCorpus()[4_000]!.text]) {
      const { probability } = await judgeMail(session, mail)
      expect((await judgeMail(other, mail)).probability).toBeCloseTo(probability, 5)
    }
    await other.dispose()
  })

  test.each<[string, unknown, string]>([
    ['an empty mail', '', 'mail is empty'],
    ['no bytes', new Uint8Array(), 'mail is empty'],
    ['white space', ' \r\n\t', 'mail is empty'],
    ['nothing', undefined, 'mail is undefined, neither a string nor a Uint8Array'],
    ['null', null, 'mail is null, neither a string nor a Uint8Array'],
    ['an object', { text: offer }, 'mail is object, neither a string nor a Uint8Array'],
    [
      'a mail of more than 32 MiB',
      new Uint8Array(32 * 1024 * 1024 + 1),
      'mail is longer than 32 MiB; leave its attachments out',
    ],
  ])('judgeMail() refuses %s', async (_what, mail, issue) => {
    const error: unknown = await judgeMail(session, mail as string).catch((error: unknown) => error)
    if (!ActorError.is(error, 'invalid-message')) throw error
    expect(error.details).toEqual({ target: 'spam', operation: 'judge', issues: [issue] })
    expect(error.message).toContain(issue)
  })

  test('judgeMail() refuses parts nested beyond reason', async () => {
    const nested = Array.from(
      { length: 2_000 },
      (_, depth) => `Content-Type: multipart/mixed; boundary=b${depth}\n\n--b${depth}\n`,
    )
    const error: unknown = await judgeMail(session, `From: a@b.c\n${nested.join('')}\nx`).catch(
      (error: unknown) => error,
    )
    if (!ActorError.is(error, 'invalid-message')) throw error
    expect(error.details.issues[0]).toContain('mail cannot be read')
  })
})
