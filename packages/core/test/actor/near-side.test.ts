import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Delivery as DeliveryRule } from '../../src/actor/actor.ts'
import type { Ended } from '../../src/actor/delivery.ts'
import type { Request, Sink, Submission } from '../../src/wire/destination.ts'
import type { MailboxOptions } from '../../src/actor/mailbox.ts'
import { NearSide } from '../../src/actor/near-side.ts'
import { ActorError } from '../../src/errors.ts'
import { SimulatedClock } from '../../src/testing/simulated-clock.ts'
import { encode } from '../../src/wire/codec.ts'
import type { Link } from '../../src/wire/link.ts'
import { reason, recordingSink, type RecordingSink, request, settled } from '../support/sink.ts'

interface Arrived {
  readonly n: number
  readonly id: number
  readonly request: Request
  readonly sink: Sink
  begun: boolean
  answered: boolean
  cancelled: boolean
}

/** A far side that does only what the test tells it, in the place of a link. */
class FarSide {
  readonly arrived: Arrived[] = []
  begunInMemory = 0
  readonly link = {
    call: (_target: string, request: Request, sink: Sink) => {
      const call: Arrived = {
        n: Number(request.operation.slice(1)),
        id: this.arrived.length + 1,
        request,
        sink,
        begun: false,
        answered: false,
        cancelled: false,
      }
      this.arrived.push(call)
      return {
        id: call.id,
        accepted: true,
        cancel: () => void (call.cancelled = true),
        credit() {},
        input() {},
        endInput() {},
      }
    },
  } as unknown as Link

  get open(): Arrived[] {
    return this.arrived.filter(({ answered }) => !answered)
  }
}

interface Sent {
  readonly n: number
  readonly sink: RecordingSink
  readonly submission: Submission
  readonly moved: boolean
  readonly streaming: boolean
  cancelled: boolean
}

/** A near side, what was sent to it, and the far sides of its lives. */
class Stage {
  readonly sent: Sent[] = []
  readonly ended = new Map<number, Ended>()
  readonly lives: FarSide[] = []
  readonly near: NearSide
  far: FarSide | undefined
  readonly #memory: boolean

  constructor(mailbox: MailboxOptions = {}, memory = false) {
    this.#memory = memory
    this.near = new NearSide({
      path: 'app/actor',
      clock: new SimulatedClock(),
      mailbox,
      ended: ({ request }, how) => {
        const n = Number(request.operation.slice(1))
        expect(this.ended.has(n)).toBe(false)
        this.ended.set(n, how)
      },
    })
  }

  send(options: { kind?: Request['kind']; patient?: boolean; moved?: boolean } = {}): Sent {
    const n = this.sent.length
    const { kind = 'ask', moved = false, patient = false } = options
    const bytes = new Uint8Array(1)
    const sink = recordingSink()
    const made = request(`m${n}`, bytes, {
      kind,
      patient,
      ...(moved && { transfer: [bytes.buffer] }),
    })
    const sent = {
      n,
      sink,
      moved,
      streaming: kind === 'stream',
      cancelled: false,
      submission: this.near.submit(made, sink),
    }
    this.sent.push(sent)
    return sent
  }

  connect(
    terms: { delivery?: DeliveryRule; maxDeliveries?: number; window?: number } = {},
  ): FarSide {
    const far = new FarSide()
    this.far = far
    this.lives.push(far)
    const all = { delivery: 'at-most-once' as const, maxDeliveries: 3, window: 4, ...terms }
    this.near.connect({
      link: far.link,
      terms: all,
      hasStarted: (id) => this.#memory && id <= far.begunInMemory,
    })
    return far
  }

  disconnect(): void {
    this.far = undefined
    this.near.disconnect({ type: 'error', error: 'crash' })
  }

  /** The handler of the next call that has not begun, begins: in order, as one message at a time does. */
  begin(): void {
    const next = this.far?.arrived.find(({ begun, answered }) => !begun && !answered)
    if (next === undefined) return
    next.begun = true
    if (this.#memory) this.far!.begunInMemory = next.id
    else next.sink.started?.()
  }

  answer(at: number, how: 'reply' | 'fail'): void {
    const begun = this.far?.open.filter((call) => call.begun) ?? []
    const call = begun[at % begun.length]
    if (call === undefined) return
    call.answered = true
    if (how === 'fail') call.sink.fail(reason('handler'))
    else if (call.request.kind === 'stream') call.sink.end()
    else call.sink.reply(encode(call.n))
  }
}

type Step =
  | { type: 'send'; kind: 'ask' | 'tell' | 'stream'; patient: boolean; moved: boolean }
  | { type: 'connect' | 'disconnect' | 'begin' }
  | { type: 'answer'; at: number; how: 'reply' | 'fail' }
  | { type: 'cancel'; at: number }

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      type: fc.constant('send' as const),
      kind: fc.constantFrom('ask' as const, 'tell' as const, 'stream' as const),
      patient: fc.boolean(),
      moved: fc.integer({ max: 9, min: 0 }).map((n) => n === 0),
    }),
  },
  { weight: 2, arbitrary: fc.constant({ type: 'connect' as const }) },
  { weight: 2, arbitrary: fc.constant({ type: 'disconnect' as const }) },
  { weight: 6, arbitrary: fc.constant({ type: 'begin' as const }) },
  {
    weight: 4,
    arbitrary: fc.record({
      type: fc.constant('answer' as const),
      at: fc.nat(10),
      how: fc.constantFrom('reply' as const, 'fail' as const),
    }),
  },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('cancel' as const), at: fc.nat(40) }) },
)

const setting = fc.record({
  delivery: fc.constantFrom<DeliveryRule>('at-most-once', 'at-least-once'),
  maxDeliveries: fc.integer({ min: 1, max: 3 }),
  window: fc.integer({ min: 1, max: 5 }),
  memory: fc.boolean(),
  mailbox: fc.record({
    capacity: fc.constantFrom(1, 3, 100),
    overflow: fc.constantFrom(
      'reject' as const,
      'drop-oldest' as const,
      'drop-newest' as const,
      'wait' as const,
    ),
  }),
})

function play(
  stage: Stage,
  steps: readonly Step[],
  terms: { delivery: DeliveryRule; maxDeliveries: number; window: number },
): void {
  for (const step of steps) {
    if (step.type === 'send') stage.send(step)
    else if (step.type === 'connect' && stage.far === undefined) stage.connect(terms)
    else if (step.type === 'disconnect') stage.disconnect()
    else if (step.type === 'begin') stage.begin()
    else if (step.type === 'answer') stage.answer(step.at, step.how)
    else if (step.type === 'cancel') cancel(stage, step.at)
    const waiting =
      stage.far?.open.filter(({ begun, request: { kind } }) => !(begun && kind === 'stream')) ?? []
    // Memory tells of a stream's beginning only after a crash.
    if (stage.far?.begunInMemory === 0) expect(waiting.length).toBeLessThanOrEqual(terms.window)
  }
}

function cancel(stage: Stage, at: number): void {
  const sent = stage.sent[at]
  if (sent === undefined) return
  sent.cancelled = true
  sent.submission.cancel(reason())
}

describe('NearSide, whatever happens', () => {
  it('ends every message exactly once, tells it once, and keeps the order in every life', () => {
    fc.assert(
      fc.property(
        setting,
        fc.array(step, { maxLength: 80 }),
        ({ memory, mailbox, ...terms }, steps) => {
          const stage = new Stage(mailbox, memory)
          play(stage, steps, terms)
          for (const { sink } of stage.sent) expect(sink.ends).toBeLessThanOrEqual(1)
          for (const { arrived } of stage.lives) {
            const order = arrived.map(({ n }) => n)
            expect(order).toEqual([...order].sort((a, b) => a - b))
            expect(new Set(order).size).toBe(order.length)
          }
          stage.near.close({ type: 'shutdown' })
          for (const { sink } of stage.sent) expect(sink.ends).toBe(1)
          expect(stage.ended.size).toBe(stage.sent.length)
          expect([stage.near.depth, stage.near.load]).toEqual([0, 0])
        },
      ),
      { numRuns: 1_500 },
    )
  })

  it('delivers again what had not begun, and what had begun only as often as the terms say', () => {
    fc.assert(
      fc.property(
        setting,
        fc.array(step, { maxLength: 80 }),
        ({ memory, mailbox, ...terms }, steps) => {
          const stage = new Stage(mailbox, memory)
          play(stage, steps, terms)
          const begun = (n: number): number =>
            stage.lives.filter(({ arrived }) => arrived.some((call) => call.n === n && call.begun))
              .length
          const sendings = (n: number): number =>
            stage.lives.filter(({ arrived }) => arrived.some((call) => call.n === n)).length
          for (const { n, moved, streaming } of stage.sent) {
            const once = terms.delivery === 'at-most-once' || streaming
            expect(begun(n)).toBeLessThanOrEqual(once ? 1 : terms.maxDeliveries)
            if (moved) expect(sendings(n)).toBeLessThanOrEqual(1)
            const error = stage.ended.get(n)?.error
            if (ActorError.is(error, 'poison')) expect(begun(n)).toBe(terms.maxDeliveries)
            if (ActorError.is(error, 'down')) expect(begun(n) > 0 || moved).toBe(true)
          }
        },
      ),
      { numRuns: 1_500 },
    )
  })

  it('holds an outcome that fits the answer', () => {
    fc.assert(
      fc.property(
        setting,
        fc.array(step, { maxLength: 80 }),
        ({ memory, mailbox, ...terms }, steps) => {
          const stage = new Stage(mailbox, memory)
          play(stage, steps, terms)
          stage.near.close({ type: 'shutdown' })
          for (const { n, sink, cancelled } of stage.sent) {
            const last = sink.heard.findLast(
              ({ type }) => type === 'reply' || type === 'end' || type === 'fail',
            )!
            const { outcome, error } = stage.ended.get(n)!
            expect(last.type === 'fail').toBe(outcome === 'failed' || outcome === 'dead-lettered')
            if (last.type === 'fail') expect(last.error).toBe(error)
            if (ActorError.is(error, 'cancelled') && error.message === 'enough')
              expect(cancelled).toBe(true)
          }
        },
      ),
      { numRuns: 500 },
    )
  })
})

describe('NearSide', () => {
  it('S189 fails what was in work with `down`, and delivers the rest to the next life in order', () => {
    const stage = new Stage()
    const messages = [0, 1, 2, 3, 4, 5].map(() => stage.send())
    stage.connect()
    stage.begin()
    stage.disconnect()
    expect(messages[0]!.sink.heard.at(-1)).toMatchObject({
      type: 'fail',
      error: {
        code: 'down',
        details: { target: 'app/actor', operation: 'm0', reason: { type: 'error' } },
      },
    })
    expect(stage.connect().arrived.map(({ n }) => n)).toEqual([1, 2, 3, 4])
  })

  it('S237 parks a message that was in work at every crash, as poison', () => {
    const stage = new Stage()
    const { sink } = stage.send()
    stage.send()
    for (let life = 0; life < 3; life++) {
      expect(stage.connect({ delivery: 'at-least-once' }).arrived[0]!.request.redelivered).toBe(
        life,
      )
      stage.begin()
      stage.disconnect()
    }
    expect(sink.heard.at(-1)).toMatchObject({
      type: 'fail',
      error: { code: 'poison', details: { deliveries: 3 } },
    })
    expect(stage.ended.get(0)?.outcome).toBe('dead-lettered')
    expect(stage.connect().arrived.map(({ n }) => n)).toEqual([1])
  })

  it('keeps no more on the other side than the window, in messages and in bytes', () => {
    const stage = new Stage()
    for (let n = 0; n < 10; n++) stage.send()
    const far = stage.connect({ window: 3 })
    expect(far.arrived.length).toBe(3)
    stage.begin()
    stage.answer(0, 'reply')
    expect(far.arrived.length).toBe(4)

    const heavy = new Stage({ bytes: Infinity })
    const big = request('m0', new Uint8Array(10 * 2 ** 20))
    for (let n = 0; n < 3; n++) heavy.near.submit(big, recordingSink())
    expect(heavy.connect({ window: 100 }).arrived.length).toBe(1)
  })

  it('a begun stream leaves its place in the window, a begun ask does not', () => {
    const stage = new Stage()
    stage.send({ kind: 'stream' })
    stage.send({ kind: 'ask' })
    stage.send({ kind: 'ask' })
    const far = stage.connect({ window: 1 })
    stage.begin()
    expect(far.arrived.map(({ n }) => n)).toEqual([0, 1])
    stage.begin()
    expect(far.arrived.map(({ n }) => n)).toEqual([0, 1])
  })

  it('does not send what was cancelled while it waited, and tells the far side of the rest', () => {
    const stage = new Stage()
    const [first, second] = [stage.send(), stage.send()]
    second.submission.cancel(reason())
    const far = stage.connect()
    expect(far.arrived.map(({ n }) => n)).toEqual([0])
    first.submission.cancel(reason())
    expect(far.arrived[0]!.cancelled).toBe(true)
    expect(first.sink.ends).toBe(1)
    far.arrived[0]!.sink.reply(encode('late'))
    expect(first.sink.ends).toBe(1)
  })

  it('S224 refuses at once when it is closed, and says why', () => {
    const stage = new Stage()
    stage.near.close({ type: 'gave-up', child: 'actor', reason: { type: 'vanished' } })
    const { sink, submission } = stage.send()
    expect(submission.accepted).toBe(false)
    expect(sink.heard).toMatchObject([
      {
        type: 'fail',
        error: { code: 'down', message: expect.stringContaining('gave up on actor') as string },
      },
    ])
    stage.near.open()
    expect(stage.send().submission.accepted).toBe(true)
  })

  it('drains: takes nothing new, and says when the rest is done', async () => {
    const stage = new Stage()
    stage.send()
    stage.connect()
    let drained = false
    stage.near.drain(() => (drained = true))
    expect(stage.send().submission.accepted).toBe(false)
    await settled()
    expect(drained).toBe(false)
    stage.begin()
    stage.answer(0, 'reply')
    await settled()
    expect(drained).toBe(true)
  })

  it('tells when it begins and ceases to be busy', () => {
    const busy: boolean[] = []
    const near = new NearSide({
      path: 'p',
      clock: new SimulatedClock(),
      ended() {},
      busy: (is) => busy.push(is),
    })
    const one = near.submit(request('m0'), recordingSink())
    near.submit(request('m1'), recordingSink())
    one.cancel(reason())
    expect(busy).toEqual([true])
    near.close({ type: 'shutdown' })
    expect(busy).toEqual([true, false])
  })

  it('names both bounds of a mailbox that is full, whichever was reached', () => {
    const stage = new Stage({ bytes: 2 })
    stage.send()
    const [refusal] = stage.send().sink.heard
    if (refusal?.type !== 'fail') throw new Error('it was let in')
    expect(refusal.error.code).toBe('overflow')
    expect(refusal.error.message).toContain('is full (1024 messages or 2 bytes, policy reject)')
  })

  it('adopt() delivers what waited elsewhere first, those outside a full mailbox included, and accepts them', () => {
    const one = new Stage({ capacity: 1, overflow: 'wait' })
    const waiting = [
      one.send({ kind: 'tell', patient: true }),
      one.send({ kind: 'tell', patient: true }),
    ]
    expect(waiting[1]!.sink.heard).toEqual([])
    const other = new NearSide({ path: 'other', clock: new SimulatedClock(), ended() {} })
    other.submit(request('m9'), recordingSink())
    other.adopt(one.near.evacuate())
    expect(waiting.map(({ sink }) => sink.heard.some(({ type }) => type === 'accepted'))).toEqual([
      true,
      true,
    ])
    const far = new FarSide()
    other.connect({
      link: far.link,
      terms: { delivery: 'at-most-once', maxDeliveries: 3, window: 9 },
      hasStarted: () => false,
    })
    expect(far.arrived.map(({ n }) => n)).toEqual([0, 1, 9])
    far.arrived[1]!.sink.reply(encode(undefined))
    expect(waiting[1]!.sink.ends).toBe(1)
    expect(one.near.load).toBe(0)
  })

  it('keeps the credit that a reader gave before the message was sent, and sends it with it', () => {
    const stage = new Stage()
    const { submission } = stage.send({ kind: 'stream' })
    submission.credit(5)
    expect(stage.connect().arrived[0]!.request.credit).toBe(5)
  })

  it('survives an inspector that sends from inside an ending', () => {
    const inner = recordingSink()
    const near: NearSide = new NearSide({
      path: 'p',
      clock: new SimulatedClock(),
      ended: ({ request: { operation } }) => {
        if (operation === 'm0') near.submit(request('m1'), inner)
      },
    })
    const far = new FarSide()
    near.submit(request('m0'), recordingSink())
    near.connect({
      link: far.link,
      terms: { delivery: 'at-most-once', maxDeliveries: 3, window: 1 },
      hasStarted: () => true,
    })
    near.disconnect({ type: 'killed' })
    near.connect({
      link: far.link,
      terms: { delivery: 'at-most-once', maxDeliveries: 3, window: 1 },
      hasStarted: () => true,
    })
    expect(far.arrived.map(({ n }) => n)).toEqual([0, 1])
    near.close({ type: 'shutdown' })
    expect(inner.ends).toBe(1)
  })
})
