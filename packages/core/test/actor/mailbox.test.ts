import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Mailbox, type MailboxOptions, type Overflow } from '../../src/actor/mailbox.ts'

interface Message {
  readonly n: number
  readonly bytes: number
}

const overflow = fc.constantFrom<Overflow>('reject', 'drop-oldest', 'drop-newest', 'wait')
const options = fc.record({
  capacity: fc.integer({ min: 1, max: 6 }),
  bytes: fc.integer({ min: 1, max: 40 }),
  overflow,
})

type Step =
  | { type: 'offer'; bytes: number; patient: boolean }
  | { type: 'take' | 'restore' | 'admit' | 'clear' }
  | { type: 'remove'; at: number }

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      type: fc.constant('offer' as const),
      bytes: fc.nat(20),
      patient: fc.boolean(),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      type: fc.constantFrom('take' as const, 'restore' as const, 'admit' as const),
    }),
  },
  fc.record({ type: fc.constant('remove' as const), at: fc.nat(30) }),
  { weight: 1, arbitrary: fc.constant({ type: 'clear' as const }) },
)

/** A plain model beside the mailbox: two lists. */
class Model {
  readonly offered: Message[] = []
  readonly gone: Message[] = []
  taken: Message[] = []
  inside: Message[] = []
  outside: Message[] = []

  get weight(): number {
    return this.inside.reduce((sum, { bytes }) => sum + bytes, 0)
  }
}

function perform(mailbox: Mailbox<Message>, model: Model, step: Step): void {
  switch (step.type) {
    case 'offer': {
      const message = { n: model.offered.length, bytes: step.bytes }
      model.offered.push(message)
      const admission = mailbox.offer(message, step.patient)
      if (admission.type === 'refused') return void model.gone.push(message)
      if (admission.type === 'waiting') return void model.outside.push(message)
      expect(admission.dropped).toEqual(model.inside.slice(0, admission.dropped.length))
      model.gone.push(...admission.dropped)
      model.inside = [...model.inside.slice(admission.dropped.length), message]
      return
    }
    case 'take': {
      expect(mailbox.peek()).toBe(model.inside[0])
      const message = mailbox.take()
      expect(message).toBe(model.inside.shift())
      if (message !== undefined) model.taken.push(message)
      return
    }
    case 'restore':
      mailbox.restore(model.taken)
      model.inside = [...model.taken, ...model.inside]
      model.taken = []
      return
    case 'admit': {
      const admitted = mailbox.admit()
      expect(admitted).toEqual(model.outside.slice(0, admitted.length))
      model.outside = model.outside.slice(admitted.length)
      model.inside.push(...admitted)
      return
    }
    case 'remove': {
      const message = model.offered[step.at]
      if (message === undefined) return
      const there = [...model.inside, ...model.outside].includes(message)
      expect(mailbox.remove(message)).toBe(there)
      if (there) model.gone.push(message)
      model.inside = model.inside.filter((other) => other !== message)
      model.outside = model.outside.filter((other) => other !== message)
      return
    }
    case 'clear':
      expect(mailbox.clear()).toEqual([...model.inside, ...model.outside])
      model.gone.push(...model.inside, ...model.outside)
      model.inside = []
      model.outside = []
  }
}

describe('Mailbox', () => {
  it('loses, doubles and reorders nothing, whatever is done', () => {
    fc.assert(
      fc.property(options, fc.array(step, { maxLength: 60 }), (bounds, steps) => {
        const mailbox = new Mailbox<Message>(bounds)
        const model = new Model()
        for (const step of steps) {
          perform(mailbox, model, step)
          expect(mailbox.size).toBe(model.inside.length)
          const known = [...model.gone, ...model.taken, ...model.inside, ...model.outside]
          expect(known.map(({ n }) => n).sort((a, b) => a - b)).toEqual(
            model.offered.map(({ n }) => n),
          )
        }
        expect(mailbox.clear()).toEqual([...model.inside, ...model.outside])
        expect(mailbox.size).toBe(0)
      }),
      { numRuns: 1_000 },
    )
  })

  it('never holds more than its bounds, but for a single message and for what was put back', () => {
    const withoutRestore = step.filter(({ type }) => type !== 'restore')
    fc.assert(
      fc.property(options, fc.array(withoutRestore, { maxLength: 60 }), (bounds, steps) => {
        const mailbox = new Mailbox<Message>(bounds)
        const model = new Model()
        for (const step of steps) {
          perform(mailbox, model, step)
          expect(model.inside.length).toBeLessThanOrEqual(bounds.capacity)
          if (model.inside.length > 1) expect(model.weight).toBeLessThanOrEqual(bounds.bytes)
        }
      }),
      { numRuns: 1_000 },
    )
  })

  it('keeps the order of arrival, those that waited outside included', () => {
    fc.assert(
      fc.property(options, fc.array(fc.nat(20), { maxLength: 40 }), (bounds, sizes) => {
        fc.pre(bounds.overflow !== 'drop-oldest')
        const mailbox = new Mailbox<Message>(bounds)
        sizes.forEach((bytes, n) => mailbox.offer({ n, bytes }, true))
        const seen: number[] = []
        for (let next = mailbox.take(); next !== undefined; next = mailbox.take()) {
          seen.push(next.n)
          mailbox.admit()
        }
        expect(seen).toEqual(sizes.map((_, n) => n))
      }),
    )
  })

  it('reject and drop-newest refuse what comes, drop-oldest makes room for it', () => {
    const fill = (overflow: Overflow) => {
      const mailbox = new Mailbox<Message>({ capacity: 2, overflow })
      const admissions = [0, 1, 2].map((n) => mailbox.offer({ n, bytes: 1 }, false))
      return { last: admissions[2], left: mailbox.clear().map(({ n }) => n) }
    }
    expect(fill('reject')).toEqual({ last: { type: 'refused' }, left: [0, 1] })
    expect(fill('drop-newest')).toEqual({ last: { type: 'refused' }, left: [0, 1] })
    const patient = new Mailbox<Message>({ capacity: 1, overflow: 'drop-oldest' })
    patient.offer({ n: 0, bytes: 1 }, true)
    expect(patient.offer({ n: 1, bytes: 1 }, true).type).toBe('taken')
    expect(fill('drop-oldest')).toEqual({
      last: { type: 'taken', dropped: [{ n: 0, bytes: 1 }] },
      left: [1, 2],
    })
  })

  it('lets nobody pass those who wait outside', () => {
    const mailbox = new Mailbox<Message>({ capacity: 1, overflow: 'wait' })
    mailbox.offer({ n: 0, bytes: 1 }, true)
    mailbox.offer({ n: 1, bytes: 1 }, true)
    mailbox.take()
    expect(mailbox.offer({ n: 2, bytes: 1 }, false).type).toBe('refused')
    expect(mailbox.offer({ n: 3, bytes: 1 }, true).type).toBe('waiting')
    expect(mailbox.admit().map(({ n }) => n)).toEqual([1])
  })

  it('has room for 1024 messages and 64 MiB, and refuses more, unless told otherwise', () => {
    const { capacity, bytes, overflow } = new Mailbox()
    expect([capacity, bytes, overflow]).toEqual([1_024, 67_108_864, 'reject'])
  })

  it('counts what is elsewhere against its capacity, and drops nothing where there is room', () => {
    const mailbox = new Mailbox<Message>({ capacity: 3, overflow: 'wait' })
    const [a, b] = [
      { n: 0, bytes: 1 },
      { n: 1, bytes: 1 },
    ]
    expect([mailbox.fits(a, 3), mailbox.fits(a, 2)]).toEqual([false, true])
    expect(mailbox.offer(a, true, 2)).toEqual({ type: 'taken', dropped: [] })
    expect(mailbox.fits(b, 2)).toBe(false)
    expect(mailbox.offer(b, true, 2)).toEqual({ type: 'waiting' })
    expect(mailbox.admit(2)).toEqual([])
    expect(mailbox.admit(1)).toEqual([b])
    expect([mailbox.peek(), mailbox.size]).toEqual([a, 2])
  })

  it('forgets those who wait outside when it is cleared', () => {
    const mailbox = new Mailbox<Message>({ capacity: 1, overflow: 'wait' })
    const all = [0, 1, 2].map((n) => ({ n, bytes: 1 }))
    for (const message of all) mailbox.offer(message, true)
    expect(mailbox.clear()).toEqual(all)
    expect([mailbox.size, mailbox.admit(), mailbox.fits(all[0]!, 0)]).toEqual([0, [], true])
  })

  it('takes one message of any size when it is empty', () => {
    const mailbox = new Mailbox<Message>({ bytes: 10 })
    expect(mailbox.offer({ n: 0, bytes: 1_000 }, false).type).toBe('taken')
    expect(mailbox.offer({ n: 1, bytes: 0 }, false).type).toBe('refused')
  })

  it.each<[string, MailboxOptions]>([
    ['capacity', { capacity: 0 }],
    ['capacity', { capacity: NaN }],
    ['bytes', { bytes: -1 }],
    ['overflow', { overflow: 'block' as Overflow }],
  ])('refuses a %s that makes no sense: %o', (argument, wrong) => {
    expect(() => new Mailbox(wrong)).toThrow(`mailbox.${argument} is`)
  })

  it('removes from the middle of many at once without a search', () => {
    const mailbox = new Mailbox<Message>({ capacity: Infinity, bytes: Infinity })
    const messages = Array.from({ length: 100_000 }, (_, n) => ({ n, bytes: 1 }))
    for (const message of messages) mailbox.offer(message, false)
    for (let n = messages.length - 1; n >= 0; n -= 2) mailbox.remove(messages[n]!)
    expect(mailbox.size).toBe(50_000)
  })
})
