import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  actor,
  ask,
  child,
  type ChildOptions,
  duplex,
  type InspectionEvent,
  memory,
  pool,
  protocol,
  stream,
  supervise,
  tell,
} from '../../src/index.ts'
import { directory } from '../../src/actor/directory.ts'
import { faulty, type FaultyOptions } from '../../src/testing/faulty.ts'
import { SimulatedClock } from '../../src/testing/simulated-clock.ts'
import { rejection } from '../support/rejection.ts'
import { settled } from '../support/sink.ts'

const Consumer = protocol('consumer', {
  take: ask<number, number>(),
  note: tell<number>(),
  hold: ask<number, number>(),
  items: stream<number, number>(),
  echo: duplex<number, number>(),
})

/** A consumer at the end of a line that goes wrong as told, and all that it began with. */
async function consumer(faults: FaultyOptions = {}, own: ChildOptions<typeof Consumer> = {}) {
  const clock = new SimulatedClock()
  const begun: number[] = []
  const made = { items: 0 }
  const held: (() => void)[] = []
  const events: InspectionEvent[] = []
  const served = actor(Consumer, () => ({
    take: (n) => (begun.push(n), n),
    note: (n) => void begun.push(n),
    hold: (n) => {
      begun.push(n)
      return new Promise((resolve) => held.push(() => resolve(n)))
    },
    *items(count) {
      for (let n = 0; n < count; n++) {
        made.items++
        yield n
      }
    },
    async *echo(items) {
      for await (const item of items) yield item
    },
  }))
  const isolate = faulty(memory(served), { clock, ...faults })
  const app = await supervise({
    restarts: { max: 'infinity', within: 1 },
    children: {
      consumer: child(Consumer, isolate, {
        backoff: { min: 0, max: 0 },
        shutdown: 0,
        stallTimeout: 100,
        ...own,
      }),
    },
    clock,
    deadline: 1e6,
    log: false,
    inspect: (event) => events.push(event),
  })
  /** Lets time pass until a promise is settled. */
  const settle = async <T>(promise: Promise<T>): Promise<T> => {
    let over = false
    promise.then(
      () => (over = true),
      () => (over = true),
    )
    for (let turn = 0; !over && turn < 10_000; turn++) {
      await settled()
      if (!over) clock.advance(10)
    }
    return promise
  }
  const exits = (): number => events.filter(({ type }) => type === 'child-exited').length
  return {
    app,
    actor: app.children.consumer,
    faults: isolate.faults,
    begun,
    made,
    held,
    settle,
    exits,
  }
}

const upTo = (count: number): number[] => Array.from({ length: count }, (_, n) => n)
const again = { delivery: 'at-least-once' } as const

describe('delivery while both sides live', () => {
  it.each([
    ['a fast sender and a slow line', { slow: 1, milliseconds: 5 }],
    ['packets that wait now and then', { delay: 0.3, milliseconds: 7, seed: 3 }],
    ['nothing in the way', {}],
  ])('S256 is in order, without loss and without copies: %s', async (_, faults) => {
    const it = await consumer(faults, { stallTimeout: 'infinity' })
    const answers = it.settle(Promise.all(upTo(200).map((n) => it.actor.ask.take(n))))
    expect(await answers).toEqual(upTo(200))
    expect(it.begun).toEqual(upTo(200))
    expect(it.exits()).toBe(0)
    await it.settle(it.app.stop())
  })

  it('S257 of a stream makes no more than was asked for, and more when half of it is read', async () => {
    const it = await consumer()
    const items = it.actor.stream.items(1_000)
    await settled()
    expect(it.made.items).toBeLessThanOrEqual(33)
    for (let n = 0; n < 15; n++) await items.next()
    await settled()
    const before = it.made.items
    await items.next()
    await settled()
    expect(it.made.items - before).toBe(16)
    await items.return?.()
    await it.settle(it.app.stop())
  })

  it('S263 begins with the next message when the one before is done', async () => {
    const it = await consumer()
    const answers = Promise.all([1, 2, 3].map((n) => it.actor.ask.hold(n)))
    for (const n of [1, 2, 3]) {
      await settled()
      expect(it.begun).toEqual([1, 2, 3].slice(0, n))
      it.held.shift()?.()
    }
    expect(await answers).toEqual([1, 2, 3])
    await it.settle(it.app.stop())
  })

  it('S264 tells its sender of each message when it was handled, in order', async () => {
    const it = await consumer()
    const confirmed: number[] = []
    await Promise.all(upTo(50).map((n) => it.actor.ask.take(n).then((m) => confirmed.push(m))))
    expect(confirmed).toEqual(upTo(50))
    await it.settle(it.app.stop())
  })

  it('S271 carries what is larger in pieces that come in order, as fast as they are taken', async () => {
    const it = await consumer()
    const pieces: number[] = []
    for await (const piece of it.actor.duplex.echo(upTo(300))) pieces.push(piece)
    expect(pieces).toEqual(upTo(300))
    await it.settle(it.app.stop())
  })
})

describe('a line that loses', () => {
  it('S258 the first message of a life is noticed when the next comes, and both are delivered', async () => {
    const it = await consumer({ direction: 'in' }, again)
    it.faults.drop()
    it.actor.tell.note(1)
    await settled()
    expect(it.begun).toEqual([])
    expect(await it.settle(it.actor.ask.take(2))).toBe(2)
    expect(it.begun).toEqual([1, 2])
    expect(it.exits()).toBe(1)
    await it.settle(it.app.stop())
  })

  it('S259 one in the middle: what follows is not handled before the gap is filled', async () => {
    const it = await consumer({ direction: 'in' }, again)
    for (const n of [1, 2]) await it.settle(it.actor.ask.take(n))
    it.faults.drop()
    const answers = [3, 4, 5].map(async (n) => {
      for (let turn = 3; turn < n; turn++) await settled()
      return it.actor.ask.take(n)
    })
    expect(await it.settle(Promise.all(answers))).toEqual([3, 4, 5])
    expect(it.begun).toEqual([1, 2, 3, 4, 5])
    await it.settle(it.app.stop())
  })

  it('S260 the last message is found missing by the time it takes', async () => {
    const it = await consumer({ direction: 'in' }, again)
    it.faults.drop()
    expect(await it.settle(it.actor.ask.take(1))).toBe(1)
    expect([it.begun, it.exits()]).toEqual([[1], 1])
    await it.settle(it.app.stop())
  })

  it('S261 the request for more items: the stream fails, and does not wait for ever', async () => {
    const it = await consumer({ direction: 'in' })
    const items = it.actor.stream.items(1_000)
    for (let n = 0; n < 15; n++) await items.next()
    await settled()
    it.faults.drop()
    const rest = rejection(
      (async () => {
        for await (const item of items) void item
      })(),
    )
    expect(await it.settle(rest)).toMatchObject({ code: 'down' })
    expect(await it.settle(it.actor.ask.take(1))).toBe(1)
    await it.settle(it.app.stop())
  })

  it('S262 nothing but doubles it: the copy ends the line and is not handled', async () => {
    const it = await consumer({ direction: 'in' })
    it.faults.duplicate()
    const first = it.settle(it.actor.ask.take(1)).catch(({ code }: { code: string }) => code)
    expect([1, 'down']).toContain(await first)
    expect(await it.settle(it.actor.ask.take(2))).toBe(2)
    expect(it.begun).toEqual([1, 2])
    await it.settle(it.app.stop())
  })

  it('S270 and an actor that wants nothing twice: what may have begun fails, and it serves on', async () => {
    const it = await consumer({ direction: 'out' })
    const lost = rejection(it.actor.ask.hold(0))
    await settled()
    it.faults.drop()
    it.held.shift()?.()
    await settled()
    const rest = Promise.allSettled(upTo(5).map((n) => it.actor.ask.take(n + 1)))
    expect(await it.settle(lost)).toMatchObject({ code: 'down' })
    expect(await it.settle(rest)).toHaveLength(5)
    expect(await it.settle(it.actor.ask.take(9))).toBe(9)
    expect(new Set(it.begun).size).toBe(it.begun.length)
    await it.settle(it.app.stop())
  })

  it('S275 at random: everything is handled at least once, in order, and nothing waits for ever', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 1e6 }),
        fc.constantFrom(17, 31, 63),
        fc.constantFrom(0.1, 0.2, 0.3),
        async (seed, count, drop) => {
          const it = await consumer(
            { seed, drop, delay: 0.2, milliseconds: 40 },
            { ...again, maxDeliveries: 1_000 },
          )
          const answers: number[] = []
          for (const n of upTo(count)) answers.push(await it.settle(it.actor.ask.take(n)))
          expect(answers).toEqual(upTo(count))
          expect(it.begun.filter((n, index) => it.begun.indexOf(n) === index)).toEqual(upTo(count))
          expect(it.begun).toEqual([...it.begun].sort((a, b) => a - b))
          await it.settle(it.app.stop())
        },
      ),
      { numRuns: 12 },
    )
  }, 120_000)

  it('S275 at random, to an actor that wants nothing twice: each ask settles and none is handled twice', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 1e6 }), async (seed) => {
        const it = await consumer({ seed, drop: 0.2, duplicate: 0.1, delay: 0.2, milliseconds: 40 })
        const asks = upTo(31).map(async (n) => {
          for (let turn = 0; turn < n; turn++) await settled()
          return it.actor.ask.take(n)
        })
        const ends = await it.settle(Promise.allSettled(asks))
        expect(new Set(it.begun).size).toBe(it.begun.length)
        ends.forEach((end, n) => {
          if (end.status === 'fulfilled') expect(end.value).toBe(n)
          else expect(end.reason).toMatchObject({ code: 'down' })
        })
        await it.settle(it.app.stop())
      }),
      { numRuns: 12 },
    )
  }, 120_000)
})

describe('a consumer', () => {
  it('S266 S267 that dies before it confirmed: all that is open goes to the next life, the first marked', async () => {
    const it = await consumer({}, { ...again, stallTimeout: 'infinity' })
    const answers = Promise.all([1, 2, 3].map((n) => it.actor.ask.hold(n)))
    await settled()
    it.faults.crash()
    for (let n = 0; n < 3; n++) {
      await settled()
      it.held.pop()?.()
    }
    expect(await it.settle(answers)).toEqual([1, 2, 3])
    expect(it.begun).toEqual([1, 1, 2, 3])
    await it.settle(it.app.stop())
  })

  it('S268 that stops confirms what it had begun, and no more; drained, it confirms all', async () => {
    for (const drain of [undefined, 'infinity'] as const) {
      const it = await consumer({}, { stallTimeout: 'infinity', shutdown: 'infinity' })
      const answers = Promise.allSettled([1, 2, 3].map((n) => it.actor.ask.hold(n)))
      await settled()
      const stopped = it.app.stop(drain === undefined ? {} : { drain })
      for (let n = 0; n < 3; n++) {
        await settled()
        it.held.shift()?.()
      }
      await stopped
      const kept = (await answers).map(({ status }) => status)
      expect(kept).toEqual(
        drain === undefined
          ? ['fulfilled', 'rejected', 'rejected']
          : ['fulfilled', 'fulfilled', 'fulfilled'],
      )
    }
  })

  it('S269 that is gone for good leaves no address and no open call behind', async () => {
    const it = await consumer({}, { restart: 'temporary', stallTimeout: 'infinity' })
    const { address } = it.actor
    const open = [rejection(it.actor.ask.hold(1)), rejection(it.actor.ask.hold(2))]
    const items = it.actor.stream.items(1_000)
    await settled()
    it.faults.crash()
    for (const error of await Promise.all(open)) expect(error).toMatchObject({ code: 'down' })
    expect(await rejection(items.next().then(() => items.next()))).toMatchObject({ code: 'down' })
    expect(directory.find(address)).toBeUndefined()
    expect(it.app.list()).toEqual([])
    await it.settle(it.app.stop())
  })
})

describe('work for whoever is free', () => {
  it('S272 is done by another worker when the one that had it is gone, and confirmed once', async () => {
    const begun: string[] = []
    const Worker = protocol('worker', { work: ask<number, string>(), die: ask<void, void>() })
    const worker = actor(
      Worker,
      ({ path }) => ({
        work(n, { redelivered }) {
          begun.push(`${path.slice(-1)}: ${n}.${redelivered}`)
          return path.endsWith('0') ? new Promise<string>(() => {}) : `${n}`
        },
        die() {
          throw new Error('on purpose')
        },
      }),
      { concurrency: 10, onFailure: () => 'restart', delivery: 'at-least-once' },
    )
    await using app = await supervise({
      children: {
        staff: pool(Worker, memory(worker), {
          size: 2,
          restart: 'temporary',
          route: 'round-robin',
        }),
      },
      log: false,
    })
    const { staff } = app.children
    let confirmed = 0
    const answers = Promise.all([1, 2, 3].map((n) => staff.ask.work(n).finally(() => confirmed++)))
    await settled()
    expect(confirmed).toBe(1)
    // Round-robin: 0 has the first and the third, and its turn comes again after the next one.
    await staff.ask.work(4)
    await rejection(staff.ask.die())
    expect(await answers).toEqual(['1', '2', '3'])
    expect(confirmed).toBe(3)
    expect(begun.sort()).toEqual(['0: 1.0', '0: 3.0', '1: 1.1', '1: 2.0', '1: 3.1', '1: 4.0'])
  })

  it('S273 waits where nobody is there, until somebody is', async () => {
    const clock = new SimulatedClock()
    const Worker = protocol('worker', { work: ask<number, number>(), die: ask<void, void>() })
    const worker = actor(
      Worker,
      () => ({
        work: (n) => n,
        die() {
          throw new Error('on purpose')
        },
      }),
      { onFailure: () => 'restart' },
    )
    const app = await supervise({
      children: {
        staff: pool(Worker, memory(worker), {
          size: 2,
          backoff: { immediate: 0, min: 1_000, max: 1_000 },
        }),
      },
      log: false,
      clock,
    })
    const { staff } = app.children
    await Promise.all([1, 2].map(() => rejection(staff.ask.die())))
    let done = 0
    const work = [1, 2, 3].map((n) => staff.ask.work(n).finally(() => done++))
    await settled()
    expect(done).toBe(0)
    clock.advance(1_000)
    expect(await Promise.all(work)).toEqual([1, 2, 3])
    await app.stop()
  })
})
