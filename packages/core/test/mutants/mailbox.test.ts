import { describe, expect, it } from 'vitest'
import { Mailbox, type MailboxOptions } from '../../src/actor/mailbox.ts'
import type { ActorError } from '../../src/errors.ts'

const message = (bytes: number) => ({ bytes })

function errorOf(options: MailboxOptions): ActorError {
  try {
    new Mailbox(options)
  } catch (error) {
    return error as ActorError
  }
  throw new Error('it was accepted')
}

describe('Mailbox', () => {
  it.each<[MailboxOptions, string, string]>([
    [{ capacity: 0 }, 'mailbox.capacity', 'a number of messages, 1 or more'],
    [{ capacity: NaN }, 'mailbox.capacity is NaN', 'a number of messages, 1 or more'],
    [{ bytes: 0.5 }, 'mailbox.bytes is 0.5', 'a number of bytes, 1 or more'],
    [
      { overflow: 'block' as 'wait' },
      'mailbox.overflow is "block"',
      'one of reject, drop-oldest, drop-newest, wait',
    ],
  ])('Mailbox refuses %o and says what is right', (options, said, hint) => {
    const error = errorOf(options)
    expect(error).toMatchObject({ code: 'invalid-argument', details: { hint } })
    expect(error.message).toContain(said)
    expect(error.message).toContain(hint)
    expect(said).toContain((error.details as { argument: string }).argument)
  })

  it('Mailbox takes the smallest bounds there are', () => {
    expect(new Mailbox({ capacity: 1, bytes: 1 })).toMatchObject({ capacity: 1, bytes: 1 })
  })

  it('Mailbox.offer() fills its bytes to the last one', () => {
    const mailbox = new Mailbox<{ bytes: number }>({ bytes: 10 })
    mailbox.offer(message(4), false)
    expect(mailbox.offer(message(6), false).type).toBe('taken')
    expect(mailbox.offer(message(1), false).type).toBe('refused')
  })

  it('Mailbox.remove() gives back the bytes of what waited', () => {
    const mailbox = new Mailbox<{ bytes: number }>({ bytes: 10 })
    const first = message(5)
    mailbox.offer(first, false)
    mailbox.offer(message(5), false)
    mailbox.remove(first)
    expect(mailbox.offer(message(5), false).type).toBe('taken')
    expect(mailbox.offer(message(1), false).type).toBe('refused')
  })

  it('Mailbox.restore() weighs what it puts back', () => {
    const mailbox = new Mailbox<{ bytes: number }>({ bytes: 10 })
    mailbox.restore([message(4), message(4)])
    expect(mailbox.offer(message(3), false).type).toBe('refused')
    expect(mailbox.offer(message(2), false).type).toBe('taken')
  })

  it('Mailbox.clear() leaves room for as much as at first', () => {
    const mailbox = new Mailbox<{ bytes: number }>({ bytes: 10 })
    mailbox.offer(message(10), false)
    mailbox.clear()
    mailbox.offer(message(5), false)
    expect(mailbox.offer(message(5), false).type).toBe('taken')
  })
})
