import { describe, expect, test } from 'vitest'
import {
  actor,
  ask,
  child,
  memory,
  protocol,
  type Served,
  stream,
  supervise,
} from '../../src/index.ts'
import { collect, Desk, desk, readsAs } from './support.ts'

const Other = protocol('disk', { add: ask<number, number>() })

/** Starts what somebody wrote as the module of an actor. */
const starts = (served: unknown) =>
  readsAs(() =>
    supervise({ log: false, children: { desk: child(Desk, memory(served as Served)) } }),
  )

/** What an import of a module gives. */
const moduleOf = (exported: object) =>
  Object.defineProperty({ ...exported }, Symbol.toStringTag, { value: 'Module' })

const remedy = 'write "export default actor(Protocol, setup)" there'

describe('a newcomer whose module', () => {
  test.each([
    [
      'exports the actor by a name',
      moduleOf({ desk }),
      'its module exports desk, but nothing as its default',
    ],
    ['exports nothing', moduleOf({}), 'its module exports nothing'],
    [
      'exports a text',
      moduleOf({ default: 'desk' }),
      'the default export of its module is "desk" and no actor',
    ],
    [
      'exports a class',
      moduleOf({ default: class Clerk {} }),
      'the default export of its module is the class Clerk and no actor',
    ],
    [
      'exports a protocol',
      moduleOf({ default: Desk }),
      'the default export of its module is a protocol and no actor',
    ],
    ['is forgotten', undefined, 'what it serves is undefined and no actor'],
  ])('%s is told what is there', async (_, served, words) => {
    expect(await starts(served)).toEqual({
      code: 'start-failed',
      words: `app/desk: ${words}; ${remedy}`,
    })
  })

  test('exports the setup instead of the actor is told that this is for compute()', async () => {
    expect(await starts(moduleOf({ default: (n: number) => n }))).toEqual({
      code: 'mismatch',
      words: `app/desk: the module serves a bare function, which is for compute(), but ${Desk.fingerprint} was asked for; ${remedy}`,
    })
  })

  test('serves another protocol is shown both', async () => {
    expect(await starts(actor(Other, () => ({ add: (by) => by })))).toEqual({
      code: 'mismatch',
      words: `app/desk: the module serves disk(add:ask), but ${Desk.fingerprint} was asked for; check which module the isolate loads`,
    })
  })

  test('throws at its import is told what', async () => {
    const broken = () => Promise.reject(new RangeError('no such language'))
    expect(await starts(broken)).toEqual({
      code: 'start-failed',
      words: 'app/desk: its module cannot be loaded: RangeError: no such language',
    })
  })
})

describe('a newcomer whose setup', () => {
  const returning = (handlers: unknown) => starts(actor(Desk, () => handlers as never))

  test('returns nothing is told to return handlers', async () => {
    expect(await returning(undefined)).toEqual({
      code: 'start-failed',
      words:
        'app/desk: its setup returned undefined instead of handlers; return { ... } with one for each operation',
    })
  })

  test('misspells a handler is shown both names', async () => {
    const { add: _, ...others } = { add() {}, read() {}, give() {}, note() {}, count() {}, ad() {} }
    expect((await returning(others)).words).toBe(
      'app/desk: its setup returned no handler for add, but one for ad; a handler is named like its operation',
    )
  })

  test('writes an iterator whose next() gives no result is told so, and the reader hears of the end', async () => {
    const Numbers = protocol('numbers', { upTo: stream<number, number>() })
    const numbers = actor(Numbers, () => ({
      upTo: () => ({ [Symbol.iterator]: () => ({ next: () => 1 as never }) }),
    }))
    await using app = await supervise({
      log: false,
      children: { numbers: child(Numbers, memory(numbers)) },
    })
    const error = await app.children.numbers.stream
      .upTo(3)
      .next()
      .catch((reason: unknown) => reason)
    expect(error).toMatchObject({
      code: 'thrown',
      message: 'app/numbers.upTo threw: its iterator gave 1 where next() gives { done, value }',
    })
  })

  test('writes a stream as a plain function is shown a generator', async () => {
    const Numbers = protocol('numbers', { upTo: stream<number, number>() })
    const numbers = actor(Numbers, () => ({ upTo: (to: number) => to as never }))
    await using app = await supervise({
      log: false,
      children: { numbers: child(Numbers, memory(numbers)) },
    })
    expect(await readsAs(() => collect(app.children.numbers.stream.upTo(3)))).toEqual({
      code: 'thrown',
      words:
        'app/numbers.upTo threw: its handler returned 3 and no items; write it as async *operation() { yield ... }',
    })
  })

  test('asks itself is told that this would never end', async () => {
    const Loop = protocol('loop', { go: ask<void, void>() })
    const loop = actor(Loop, ({ self }) => ({ go: () => self.ask.go() }))
    await using app = await supervise({ log: false, children: { loop: child(Loop, memory(loop)) } })
    const { code, words } = await readsAs(() => app.children.loop.ask.go())
    expect([code, words]).toEqual(['cycle', expect.stringContaining('app/loop')])
  })
})

describe('a newcomer whose actor', () => {
  test.each([
    ['concurrency', 0, '0; it must be a number, 1 or more'],
    ['concurrency', Number.NaN, 'NaN; it must be a number, 1 or more'],
    ['delivery', 'once', '"once"; it must be "at-most-once" or "at-least-once"'],
    ['maxDeliveries', 0.5, '0.5; it must be a whole number, 1 or more'],
    ['onFailure', 'restart', '"restart"; it must be a function: (error) => "restart"'],
  ])('has a %s of %s is told what it must be', async (option, value, words) => {
    const served = actor(Desk, desk.setup, { [option]: value })
    expect(await starts(served)).toEqual({
      code: 'start-failed',
      words: `app/desk: its option ${option} is ${words}`,
    })
  })

  test('reports a number as its progress is shown how', async () => {
    const served = actor(Desk, (context) => {
      context.progress(5 as never)
      return desk.setup(context)
    })
    expect(await starts(served)).toEqual({
      code: 'start-failed',
      words:
        "app/desk: its setup failed: progress is 5; pass { phase: 'download', done: 3, total: 10 }",
    })
  })

  test('logs errors and objects instead of words finds them in the log', async () => {
    const logged: [string, unknown][] = []
    const served = actor(Desk, (context) => {
      const { info } = context.log
      info(new RangeError('out of paper') as never)
      info({ page: 3 } as never)
      info(5 as never, 'the fifth')
      info('sheets', { left: 2, close: () => {} })
      return desk.setup(context)
    })
    await using app = await supervise({
      children: { desk: child(Desk, memory(served)) },
      log: (event) => event.type === 'log' && logged.push([event.message, event.details]),
    })
    expect(await app.children.desk.ask.add(1)).toBe(2)
    expect(logged).toEqual([
      ['out of paper', expect.objectContaining({ message: 'out of paper' })],
      ['an object', { page: 3 }],
      ['5', 'the fifth'],
      ['sheets', 'an object'],
    ])
  })
})
