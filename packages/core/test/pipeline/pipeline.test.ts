import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { pipeline, type Source } from '../../src/pipeline/pipeline.ts'
import { ask, protocol, stream } from '../../src/protocol/protocol.ts'
import { fake } from '../../src/testing/fake.ts'
import { rejection } from '../support/rejection.ts'
import { settled } from '../support/sink.ts'

/** Work that ends when the test says so, and how much of it there is. */
function bench() {
  const open: {
    item: number
    finish: () => void
    fail: (error: Error) => void
    signal: AbortSignal
  }[] = []
  let most = 0
  const work = (item: number, { signal }: { signal: AbortSignal }): Promise<number> =>
    new Promise((resolve, reject) => {
      const leave = (then: () => void) => () => {
        open.splice(open.indexOf(job), 1)
        then()
      }
      const job = {
        item,
        signal,
        finish: leave(() => resolve(item * 10)),
        fail: (error: Error) => leave(() => reject(error))(),
      }
      open.push(job)
      most = Math.max(most, open.length)
    })
  return { open, work, most: () => most }
}

/** A source that counts what is read from it and whether it was closed. */
function counted(to = Infinity) {
  const state = { read: 0, closed: false }
  async function* items(): AsyncGenerator<number> {
    try {
      while (state.read < to) yield await Promise.resolve(state.read++)
    } finally {
      state.closed = true
    }
  }
  return { state, items: items() }
}

describe('pipeline()', () => {
  it('keeps order and bound, whatever order the work ends in', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(20),
        fc.integer({ min: 1, max: 6 }),
        fc.boolean(),
        fc.array(fc.nat(5), { minLength: 40, maxLength: 40 }),
        async (count, concurrency, ordered, picks) => {
          const { open, work, most } = bench()
          const source = Array.from({ length: count }, (_, n) => n)
          const all = pipeline(source).map(work, { concurrency, ordered }).toArray()
          for (const pick of picks) {
            await settled()
            expect(open.length).toBeLessThanOrEqual(concurrency)
            open[pick % Math.max(1, open.length)]?.finish()
          }
          const results = await all
          const expected = source.map((n) => n * 10)
          expect(ordered ? results : results.toSorted((a, b) => a - b)).toEqual(expected)
          expect(most()).toBe(Math.min(count, concurrency))
        },
      ),
      { numRuns: 60 },
    )
  })

  it('gives unordered results as they come', async () => {
    const { open, work } = bench()
    const results: number[] = []
    const all = pipeline([0, 1, 2])
      .map(work, { concurrency: 3, ordered: false })
      .forEach((result) => void results.push(result))
    for (const item of [2, 0, 1]) {
      await settled()
      open.find((job) => job.item === item)!.finish()
    }
    await all
    expect(results).toEqual([20, 0, 10])
  })

  it('is a law of its own: map is Array.map, filter Array.filter, flatMap Array.flatMap', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer()),
        fc.integer({ min: 1, max: 5 }),
        async (items, concurrency) => {
          const options = { concurrency }
          expect(
            await pipeline(items)
              .map((n) => n + 1, options)
              .filter(async (n) => Promise.resolve(n % 2 === 0), options)
              .flatMap((n) => (n > 0 ? [n, n] : asyncOf([n])), options)
              .toArray(),
          ).toEqual(
            items
              .map((n) => n + 1)
              .filter((n) => n % 2 === 0)
              .flatMap((n) => (n > 0 ? [n, n] : [n])),
          )
        },
      ),
    )
  })

  it('runs nothing before it is read, and reads no further ahead than its stages hold', async () => {
    const { state, items } = counted()
    const results = pipeline(items)
      .map((n) => n, { concurrency: 3 })
      .map((n) => n, { concurrency: 2 })
      [Symbol.asyncIterator]()
    await settled()
    expect(state.read).toBe(0)
    await results.next()
    await settled()
    expect(state.read).toBeLessThanOrEqual(8)
  })

  it('leaving the loop aborts what is in work and closes the source before it goes on', async () => {
    const { state, items } = counted()
    const signals: AbortSignal[] = []
    const results = pipeline(items).map(
      (n, { signal }) => {
        signals.push(signal)
        return n < 2 ? n : new Promise<number>(() => {})
      },
      { concurrency: 4 },
    )
    for await (const item of results) if (item === 1) break
    expect(signals.every(({ aborted }) => aborted)).toBe(true)
    await settled()
    expect(state.closed).toBe(true)
  })

  it('a stage that fails ends it with that error, aborts what is in work in every stage, and closes the source', async () => {
    const { state, items } = counted()
    const first = bench()
    const all = rejection(
      pipeline(items)
        .map(first.work, { concurrency: 4 })
        .map((n) => {
          throw new RangeError(`no ${n}`)
        })
        .toArray(),
    )
    await settled()
    const inWork = [...first.open]
    inWork[0]!.finish()
    expect(await all).toMatchObject({ message: 'no 0' })
    await settled()
    expect(inWork.every(({ signal }) => signal.aborted)).toBe(true)
    expect(state.closed).toBe(true)
  })

  it('a source that fails ends it with that error, after what came before', async () => {
    const results: number[] = []
    const broken = (function* () {
      yield 1
      throw new RangeError('no disk')
    })()
    const error = await rejection(
      pipeline(broken)
        .map((n) => n)
        .forEach((n) => void results.push(n)),
    )
    expect([results, error.message]).toEqual([[1], 'no disk'])
  })

  it.each<[string, (source: Source<number>, signal: AbortSignal) => Promise<unknown>]>([
    ['without a stage', (source, signal) => pipeline(source, { signal }).toArray()],
    [
      'in a stage',
      (source, signal) =>
        pipeline(source, { signal })
          .map(() => new Promise(() => {}))
          .toArray(),
    ],
    [
      'in a flatMap',
      (source, signal) =>
        pipeline(source, { signal })
          .flatMap(() => never())
          .toArray(),
    ],
    [
      'in a filter',
      (source, signal) =>
        pipeline(source, { signal })
          .filter(() => new Promise<boolean>(() => {}))
          .toArray(),
    ],
  ])('a signal ends it at once %s, also while nothing comes', async (where, read) => {
    for (const source of where === 'without a stage' ? [never()] : [never(), counted().items]) {
      const controller = new AbortController()
      const failure = rejection(read(source, controller.signal))
      await settled()
      controller.abort(new Error('enough'))
      expect(await failure).toMatchObject({ message: 'enough' })
    }
  })

  it('throws the reason when its signal is aborted before', async () => {
    const { state, items } = counted()
    expect(
      await rejection(
        pipeline(items, { signal: AbortSignal.abort(new Error('before')) }).toArray(),
      ),
    ).toMatchObject({ message: 'before' })
    expect(state.read).toBe(0)
  })

  it.each([0, -1, NaN])(
    'refuses a concurrency of %d, with which nothing would ever happen',
    (concurrency) => {
      const stages = pipeline([1])
      for (const stage of ['map', 'flatMap', 'filter'] as const) {
        expect(() => stages[stage]((n) => n as never, { concurrency })).toThrow(
          /concurrency of a stage must be/,
        )
      }
    },
  )

  it('takes an ask and a stream of an actor as stages as they stand, and cancels them', async () => {
    const signals: AbortSignal[] = []
    const actor = fake(
      protocol('maths', { double: ask<number, number>(), upTo: stream<number, number>() }),
      {
        double: (n, { signal }) => {
          signals.push(signal)
          return n < 10 ? n * 2 : new Promise<number>(() => {})
        },
        *upTo(n) {
          for (let i = 0; i < n; i++) yield i
        },
      },
    )
    expect(
      await pipeline([1, 2, 3])
        .map(actor.ask.double, { concurrency: 2 })
        .flatMap(actor.stream.upTo)
        .toArray(),
    ).toEqual([0, 1, 0, 1, 2, 3, 0, 1, 2, 3, 4, 5])
    for await (const result of pipeline([1, 20]).map(actor.ask.double, { concurrency: 2 })) {
      expect(result).toBe(2)
      while (signals.length < 5) await settled()
      break
    }
    expect(signals.at(-1)!.aborted).toBe(true)
  })

  it('warns of no leak with one signal and much concurrency over a long time', async () => {
    const warnings: unknown[] = []
    const listen = (warning: unknown): void => void warnings.push(warning)
    process.on('warning', listen)
    const actor = fake(protocol('maths', { double: ask<number, number>() }), {
      double: (n) => n * 2,
    })
    const { signal } = new AbortController()
    const results = await pipeline(
      Array.from({ length: 500 }, (_, n) => n),
      { signal },
    )
      .map(actor.ask.double, { concurrency: 50 })
      .toArray()
    await settled()
    process.off('warning', listen)
    expect(results.length).toBe(500)
    expect(warnings).toEqual([])
  })

  it('forEach waits for its action before it takes the next', async () => {
    const order: string[] = []
    await pipeline([1, 2]).forEach(async (n) => {
      order.push(`in ${n}`)
      await settled()
      order.push(`out ${n}`)
    })
    expect(order).toEqual(['in 1', 'out 1', 'in 2', 'out 2'])
  })
})

async function* asyncOf<T>(items: Iterable<T>): AsyncGenerator<T> {
  for (const item of items) yield await Promise.resolve(item)
}

/** A source from which nothing ever comes. */
function never(): AsyncIterable<number> {
  return { [Symbol.asyncIterator]: () => ({ next: () => new Promise(() => {}) }) }
}
