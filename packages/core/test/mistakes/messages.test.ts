import { describe, expect, test } from 'vitest'
import { actor, ask, child, duplex, memory, protocol, supervise } from '../../src/index.ts'
import { collect, Desk, desk, readsAs, type Temperature } from './support.ts'

async function open() {
  const app = await supervise({ log: false, children: { desk: child(Desk, memory(desk)) } })
  return Object.assign(app, { desk: app.children.desk })
}

describe('a newcomer who sends', () => {
  test('a function is told which one, and what to send instead', async () => {
    await using app = await open()
    expect(await readsAs(() => app.desk.tell.note({ then: { call: () => {} } }))).toEqual({
      code: 'not-serializable',
      words:
        'app/desk.note: message.then.call is a function, which cannot cross to another isolate: send data, or a ref to an actor that does it',
    })
  })

  test('a number into a duplex is told what can be read, and null for options is none', async () => {
    const Mill = protocol('mill', { grind: duplex<number, number>(), weigh: ask<number, number>() })
    const mill = actor(Mill, () => ({ grind: (grain) => grain, weigh: (grain) => grain }))
    await using app = await supervise({ log: false, children: { mill: child(Mill, memory(mill)) } })
    const { children } = app
    expect(await readsAs(() => children.mill.duplex.grind(5 as never))).toEqual({
      code: 'invalid-argument',
      words: 'items is 5; pass what for await can read: a stream, an array',
    })
    expect(await children.mill.ask.weigh(7, null as never)).toBe(7)
  })

  test('what cannot even be read is told why', async () => {
    await using app = await open()
    const closed = {
      get page() {
        throw new RangeError('the book is closed')
      },
    }
    expect(await readsAs(() => app.desk.tell.note(closed))).toEqual({
      code: 'not-serializable',
      words: 'app/desk.note: message cannot be read: the book is closed; send plain data',
    })
  })

  test('an answer that was not awaited is told to await it', async () => {
    await using app = await open()
    const forgotten = app.desk.ask.add(1) as unknown as number
    expect(await readsAs(() => app.desk.ask.add(forgotten))).toEqual({
      code: 'not-serializable',
      words:
        'app/desk.add: message is a promise, which cannot cross to another isolate: await it first',
    })
  })

  test('the options in place of the message is told where they belong', async () => {
    await using app = await open()
    const { signal } = new AbortController()
    expect((await readsAs(() => app.desk.tell.note({ signal }))).words).toBe(
      'app/desk.note: message.signal is an AbortSignal, which cannot cross to another isolate: pass it in the options: { signal }',
    )
  })

  test('something from the platform is told that only data crosses', async () => {
    await using app = await open()
    expect((await readsAs(() => app.desk.tell.note({ seen: new WeakMap() }))).words).toBe(
      'app/desk.note: message.seen is a WeakMap, which cannot cross to another isolate: send plain data, or use a stream or duplex operation',
    )
  })

  test('what points to itself is told so', async () => {
    await using app = await open()
    const node: Record<string, unknown> = {}
    node['self'] = node
    expect((await readsAs(() => app.desk.tell.note(node))).words).toContain(
      'a cycle or nested too deep, which cannot cross to another isolate: send a tree, with ids for the links',
    )
  })

  test('a buffer that was moved away before is told to copy it', async () => {
    await using app = await open()
    const image = new Uint8Array(100_000)
    await app.desk.ask.read({ image }, { transfer: [image] })
    expect((await readsAs(() => app.desk.ask.read({ image }))).words).toBe(
      'app/desk.read: message.image is a buffer that was moved away, which cannot cross to another isolate: copy it before you move it, for example array.slice()',
    )
  })

  test.each([
    [['image'], 'transfer[0] is "image"'],
    [[new SharedArrayBuffer(8)], 'transfer[0] is a SharedArrayBuffer'],
    [new ArrayBuffer(8), 'transfer is an ArrayBuffer'],
    [null, 'transfer is null'],
  ])('what cannot be moved is told what can: %o', async (transfer, words) => {
    await using app = await open()
    const image = new Uint8Array(1)
    expect(
      await readsAs(() => app.desk.ask.read({ image }, { transfer: transfer as never })),
    ).toEqual({
      code: 'invalid-argument',
      words: `${words}, which cannot be moved; list ArrayBuffers that are in the message, or views of them: { transfer: [image] }`,
    })
  })

  test('null for the options of a tell sends it all the same', async () => {
    await using app = await open()
    expect(app.desk.tell.note('paper', null as never)).toBe(true)
  })

  test('nothing to an operation that needs something is told who could not do with it', async () => {
    await using app = await open()
    const { code, words } = await readsAs(() => app.desk.ask.read(undefined as never))
    expect([code, words]).toEqual([
      'thrown',
      expect.stringMatching(/^app\/desk\.read threw: .*image/),
    ])
  })

  test('to an app that was stopped is told so', async () => {
    const app = await open()
    await app.stop()
    expect(await readsAs(() => app.desk.ask.add(1))).toEqual({
      code: 'down',
      words:
        'app/desk.add: app/desk is down: shutdown; it was told to stop, so ask before its app or parent stops it',
    })
  })

  test('an operation that is not there gets the name of what is no function', async () => {
    await using app = await open()
    const { subtract } = app.desk.ask as unknown as Record<string, () => Promise<void>>
    expect(subtract).toBeUndefined()
    const ask = app.desk.ask as unknown as Record<string, () => Promise<void>>
    expect((await readsAs(() => ask['subtract']!())).words).toMatch(/subtract.* is not a function/)
  })
})

describe('a newcomer who reads', () => {
  test('a stream twice is told that it is over', async () => {
    await using app = await open()
    const items = app.desk.stream.count(2)
    expect(await collect(items)).toEqual([1, 2])
    expect(await readsAs(() => collect(items))).toEqual({
      code: 'invalid-argument',
      words:
        'app/desk.count: this stream was read to its end, or left; open another stream, or collect the items of the first into an array',
    })
  })

  test('an answer with a function in it is told where it stands', async () => {
    await using app = await open()
    expect(await readsAs(() => app.desk.ask.give('function'))).toEqual({
      code: 'not-serializable',
      words:
        'app/desk.give: answer.close is a function, which cannot cross to another isolate: send data, or a ref to an actor that does it',
    })
    expect((await readsAs(() => app.desk.ask.give('promise'))).words).toBe(
      'app/desk.give: answer.later is a promise, which cannot cross to another isolate: await it first',
    )
  })

  test('an object of a class gets its fields, and no methods', async () => {
    await using app = await open()
    const arrived = (await app.desk.ask.give('class')) as Temperature
    expect(arrived).toStrictEqual({ celsius: 20 })
    expect((await readsAs(() => arrived.fahrenheit())).words).toMatch(
      /fahrenheit is not a function/,
    )
  })

  test('a path without the name of the app is told the whole one', async () => {
    await using app = await open()
    expect(await readsAs(() => app.lookup(Desk, 'desk'))).toEqual({
      code: 'invalid-argument',
      words:
        '"desk" is no path in here; a path begins with the name of the app, as refs and events show it: "app/desk"',
    })
    expect(app.lookup(Desk, 'app/desk')).toBeDefined()
    expect(app.lookup(Desk, 'app/disk')).toBeUndefined()
  })
})
