import { describe, expect, it } from 'vitest'
import {
  actor,
  ask,
  child,
  type InspectionEvent,
  type MailboxOptions,
  memory,
  pool,
  protocol,
  supervise,
  tell,
} from '../../src/index.ts'
import { SimulatedClock } from '../../src/testing/simulated-clock.ts'
import { sparingLog } from '../../src/supervise/sparing-log.ts'
import { settled } from '../support/sink.ts'
import { rejection } from '../support/rejection.ts'

const Worker = protocol('worker', { work: ask<number, number>(), note: tell<number>() })

/** An actor whose work goes on until the test says so, and what became of all messages. */
async function slow(mailbox: MailboxOptions = {}, size?: number) {
  const events: InspectionEvent[] = []
  const begun: number[] = []
  const waiting: (() => void)[] = []
  const worker = actor(Worker, () => {
    const work = (n: number): Promise<number> => {
      begun.push(n)
      return new Promise((resolve) => waiting.push(() => resolve(n)))
    }
    return { work, note: async (n) => void (await work(n)) }
  })
  const options = { mailbox, restart: 'temporary', shutdown: 100 } as const
  const app = await supervise({
    children: {
      worker:
        size === undefined
          ? child(Worker, memory(worker), options)
          : pool(Worker, memory(worker), { ...options, size }),
    },
    log: false,
    clock: new SimulatedClock(),
    inspect: (event) => events.push(event),
  })
  return {
    app,
    worker: app.children.worker,
    begun,
    /** Ends the work that began first. */
    async finish(): Promise<void> {
      waiting.shift()?.()
      await settled()
    },
    async finishAll(): Promise<void> {
      while (waiting.length > 0) await this.finish()
    },
    letters: () =>
      events.flatMap((event) =>
        event.type === 'dead-letter' ? [[event.message, event.error.code]] : [],
      ),
    outcomes: () => events.flatMap((event) => (event.type === 'message' ? [event.outcome] : [])),
  }
}

const upTo = (count: number): number[] => Array.from({ length: count }, (_, n) => n)

describe('a message that nobody handles', () => {
  it('S213 is a dead letter with what it was and to whom, and its sender goes on', async () => {
    const it = await slow()
    const stopped = it.app.stop()
    await stopped
    expect(it.worker.tell.note(7)).toBe(false)
    expect(it.letters()).toEqual([[7, 'down']])
  })

  it('S214 is told of in order, each once, when the actor stops', async () => {
    const it = await slow()
    for (const n of upTo(11)) it.worker.tell.note(n)
    await settled()
    expect(it.begun).toEqual([0])
    const stopped = it.app.stop()
    await it.finish()
    await stopped
    expect(it.letters()).toEqual(
      upTo(11)
        .slice(1)
        .map((n) => [n, 'down']),
    )
    expect(it.begun).toEqual([0])
  })

  it('S220 is a message: news of cancels, credit and stops that come too late is not', async () => {
    const it = await slow()
    const giveUp = new AbortController()
    const asked = it.worker.ask.work(1, { signal: giveUp.signal })
    await settled()
    const stopped = it.app.stop()
    await it.finish()
    await stopped
    expect(await asked).toBe(1)
    giveUp.abort()
    await it.app.stop()
    await settled()
    expect(it.letters()).toEqual([])
  })
})

describe('a mailbox', () => {
  it('S215 holds as many as it says beside the one in work, and has room after one is done', async () => {
    const it = await slow({ capacity: 2 })
    expect([0, 1, 2, 3].map((n) => it.worker.tell.note(n))).toEqual([true, true, true, false])
    expect(it.letters()).toEqual([[3, 'overflow']])
    await settled()
    expect(it.worker.tell.note(4)).toBe(false)
    await it.finish()
    expect([5, 6].map((n) => it.worker.tell.note(n))).toEqual([true, false])
    await it.finishAll()
    expect(it.begun).toEqual([0, 1, 2, 5])
    await it.app.stop()
  })

  it.each([
    ['drop-oldest', [0, 103, 104, 105, 106, 107], upTo(103).slice(1)],
    ['drop-newest', upTo(6), upTo(108).slice(6)],
    ['reject', upTo(6), upTo(108).slice(6)],
  ] as const)(
    'S217 %s says which ones yield, and each is told of once',
    async (overflow, kept, dropped) => {
      const it = await slow({ capacity: 5, overflow })
      for (const n of upTo(108)) it.worker.tell.note(n)
      await it.finishAll()
      await settled()
      await it.finishAll()
      expect(it.begun).toEqual(kept)
      expect(it.letters()).toEqual(dropped.map((n) => [n, 'overflow']))
      await it.app.stop()
    },
  )

  it('S217 three members with a bound of five each keep eighteen of a hundred and eight', async () => {
    const it = await slow({ capacity: 5, overflow: 'drop-oldest' }, 3)
    for (const n of upTo(108)) it.worker.tell.note(n)
    await settled()
    await it.finishAll()
    expect(it.begun).toHaveLength(18)
    expect(it.letters()).toHaveLength(90)
    await it.app.stop()
  })

  it('S218 with the smallest bound there is still has its actor busy and one waiting', async () => {
    const it = await slow({ capacity: 1 })
    expect([0, 1, 2].map((n) => it.worker.tell.note(n))).toEqual([true, true, false])
    await settled()
    await it.finishAll()
    expect(it.begun).toEqual([0, 1])
    await it.app.stop()
  })

  it('S216 loses none and doubles none of 10,000 from many senders at once, whatever its policy', async () => {
    for (const overflow of ['reject', 'drop-oldest', 'drop-newest', 'wait'] as const) {
      const handled: number[] = []
      const events: InspectionEvent[] = []
      const counter = actor(Worker, () => ({ work: (n) => n, note: (n) => void handled.push(n) }))
      const app = await supervise({
        children: {
          worker: child(Worker, memory(counter), { mailbox: { capacity: 10, overflow } }),
        },
        log: false,
        inspect: (event) => events.push(event),
      })
      const sender = async (from: number): Promise<void> => {
        for (let n = from; n < from + 250; n++) {
          if (n % 3 === 0) await app.children.worker.tell.note.accepted(n).catch(() => {})
          else app.children.worker.tell.note(n)
          if (n % 7 === 0) await Promise.resolve()
        }
      }
      await Promise.all(upTo(10).map((index) => sender(250 * index)))
      await app.stop({ drain: 'infinity' })
      const dead = events.flatMap((event) => (event.type === 'dead-letter' ? [event.message] : []))
      expect([...handled, ...dead].sort((a, b) => Number(a) - Number(b))).toEqual(upTo(2_500))
    }
  })

  it('S221 that is full lets through the cancel, the stop and the news of the end', async () => {
    const it = await slow({ capacity: 1 })
    const giveUp = new AbortController()
    const inWork = rejection(it.worker.ask.work(0, { signal: giveUp.signal }))
    expect([1, 2].map((n) => it.worker.tell.note(n))).toEqual([true, false])
    await settled()
    giveUp.abort()
    expect(await inWork).toMatchObject({ code: 'cancelled' })
    const stopped = it.app.stop()
    await it.finish()
    expect(await stopped).toEqual({ type: 'shutdown' })
    expect(it.letters()).toEqual([
      [2, 'overflow'],
      [1, 'down'],
    ])
  })
})

describe('the default log', () => {
  it('S219 is not flooded by lost messages, and says how many it left out', async () => {
    const logged: string[] = []
    const clock = new SimulatedClock()
    const log = sparingLog((event) => {
      if (event.type === 'log') logged.push(event.message)
      if (event.type === 'message') logged.push(`${event.path} ${event.outcome}`)
    }, clock)
    const app = await supervise({
      children: {},
      log: false,
      clock,
      inspect: log,
    })
    const worker = actor(Worker, () => ({ work: (n) => n, note() {} }))
    const lose = async (id: string, times: number): Promise<void> => {
      const ref = await app.add(id, child(Worker, memory(worker)))
      await app.stopChild(id)
      for (let n = 0; n < times; n++) ref.tell.note(n)
    }
    await lose('a', 14)
    await lose('b', 2)
    const a = Array.from({ length: 10 }, () => 'app/a dead-lettered')
    const stop = 'lost 10 messages; more are not logged for 10 s'
    expect(logged).toEqual([...a, stop, 'app/b dead-lettered', 'app/b dead-lettered'])
    clock.advance(10_000)
    logged.length = 0
    await app.deleteChild('a')
    await lose('a', 1)
    expect(logged).toEqual(['lost 4 more messages that were not logged', 'app/a dead-lettered'])
    await app.stop()
  })
})
