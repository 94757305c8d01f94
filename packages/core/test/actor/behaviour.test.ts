import { describe, expect, it } from 'vitest'
import { actor, type ActorOptions, type Behaviour } from '../../src/actor/actor.ts'
import { RunningBehaviour } from '../../src/actor/behaviour.ts'
import { ActorError } from '../../src/errors.ts'
import {
  ask,
  duplex,
  type Operations,
  protocol,
  stream,
  tell,
} from '../../src/protocol/protocol.ts'
import { nativeGate } from '../../src/isolate/native.ts'
import { encode } from '../../src/wire/codec.ts'
import { reason, recordingSink, request, settled } from '../support/sink.ts'
import { later, numeric, sync } from '../support/schema.ts'
import { noRefs } from '../wire/values.ts'

function run<const Ops extends Operations>(
  operations: Ops,
  handlers: Behaviour<Ops>,
  options: ActorOptions = {},
) {
  const failures: [string, unknown][] = []
  let beats = 0
  const definition = actor(protocol('thing', operations), () => handlers, options)
  const behaviour = new RunningBehaviour(definition as never, handlers as never, {
    path: 'app/thing',
    refs: noRefs,
    native: nativeGate(undefined),
    heartbeat: () => void beats++,
    failed: (decision, error) => void failures.push([decision, error]),
  })
  const send = (
    operation: string,
    input?: unknown,
    options: Parameters<typeof request>[2] = {},
  ) => {
    const sink = recordingSink()
    return {
      ...sink,
      get ends() {
        return sink.ends
      },
      submission: behaviour.submit(request(operation, input, options), sink),
    }
  }
  return { behaviour, send, failures, beats: () => beats }
}

/** A promise and its key. */
function gate(): { open: () => void; opened: Promise<void> } {
  let open: (() => void) | undefined
  const opened = new Promise<void>((resolve) => (open = resolve))
  return { open: () => open!(), opened }
}

describe('RunningBehaviour: asks and tells', () => {
  it('S186 handles one message at a time, an await inside included', async () => {
    let inside = 0
    let most = 0
    const { send } = run(
      { work: ask() },
      {
        work: async () => {
          most = Math.max(most, ++inside)
          await settled()
          inside--
        },
      },
    )
    const sent = Array.from({ length: 20 }, () => send('work'))
    while (sent.at(-1)!.ends === 0) await settled()
    expect(most).toBe(1)
  })

  it('handles as many at a time as concurrency says', async () => {
    const { open, opened } = gate()
    let inside = 0
    const { send } = run(
      { work: ask() },
      {
        work: async () => {
          inside++
          await opened
        },
      },
      { concurrency: 3 },
    )
    for (let n = 0; n < 5; n++) send('work')
    await settled()
    expect(inside).toBe(3)
    open()
    await settled()
    expect(inside).toBe(5)
  })

  it('answers synchronously where the handler does', () => {
    const { send } = run({ add: ask<number, number>() }, { add: (n) => n + 1 })
    const { heard } = send('add', 1)
    expect(heard[0]).toEqual({ type: 'started' })
    return settled().then(() =>
      expect(heard).toEqual([{ type: 'started' }, { type: 'reply', value: 2 }]),
    )
  })

  it('ignores what a tell returns', async () => {
    const { send } = run({ note: tell() }, { note: () => (() => 1) as never })
    const { heard } = send('note', undefined, { kind: 'tell' })
    await settled()
    expect(heard.at(-1)).toEqual({ type: 'reply', value: undefined })
  })

  it.each<[string, unknown, string]>([
    ['an Error', new RangeError('bad'), 'bad'],
    ['text', 'bad', 'bad'],
    ['nothing', undefined, 'undefined'],
    ['a symbol', Symbol('bad'), 'Symbol(bad)'],
    ['an object without a prototype', Object.create(null), '(unreadable)'],
    [
      'a hostile Proxy',
      new Proxy(
        {},
        {
          get() {
            throw new Error('no')
          },
          has() {
            throw new Error('no')
          },
          getPrototypeOf() {
            throw new Error('no')
          },
        },
      ),
      '(unreadable)',
    ],
    [
      'an Error without a readable message',
      Object.defineProperty(new Error(), 'message', {
        get() {
          throw new Error('no')
        },
      }),
      'undefined',
    ],
  ])('fails the ask and keeps the actor when a handler throws %s', async (_, thrown, words) => {
    const { send } = run(
      { fail: ask(), fine: ask<void, number>() },
      {
        fail() {
          throw thrown
        },
        fine: () => 1,
      },
    )
    const failed = send('fail')
    const fine = send('fine')
    await settled()
    expect(failed.heard.at(-1)).toMatchObject({
      type: 'fail',
      error: { code: 'thrown', message: `app/thing.fail threw: ${words}` },
    })
    expect(() => encode(failed.heard)).not.toThrow()
    expect(fine.heard.at(-1)).toEqual({ type: 'reply', value: 1 })
  })

  it('passes on an ActorError that a handler threw as it is', async () => {
    const error = new ActorError('timeout', 'slow', {
      target: 'other',
      operation: 'x',
      milliseconds: 1,
    })
    const { send } = run({ fail: ask() }, { fail: () => Promise.reject(error) })
    const { heard } = send('fail')
    await settled()
    expect(heard.at(-1)).toEqual({ type: 'fail', error })
  })

  it('fails an answer that cannot cross, by name', async () => {
    const { send } = run({ give: ask<void, unknown>() }, { give: () => ({ inner: [() => 1] }) })
    const { heard } = send('give')
    await settled()
    expect(heard.at(-1)).toMatchObject({
      type: 'fail',
      error: { code: 'not-serializable', details: { path: 'answer.inner.0' } },
    })
  })

  it.each(['nothing', 'constructor', '__proto__', 'toString'])(
    'S199 refuses the operation "%s", says what there is, and goes on',
    async (operation) => {
      const { send } = run({ add: ask<void, number>() }, { add: () => 1 })
      const unknown = send(operation)
      const wrongKind = send('add', undefined, { kind: 'stream' })
      const fine = send('add')
      await settled()
      expect(unknown.heard).toMatchObject([
        {
          type: 'fail',
          error: {
            code: 'invalid-message',
            message: expect.stringContaining('it has add') as string,
          },
        },
      ])
      expect(wrongKind.heard).toMatchObject([{ type: 'fail', error: { code: 'invalid-message' } }])
      expect(fine.heard.at(-1)).toEqual({ type: 'reply', value: 1 })
    },
  )

  it('does not begin what was cancelled while it waited, and aborts what had begun', async () => {
    const signals: AbortSignal[] = []
    const { send } = run(
      { work: ask<string, string>() },
      {
        work: (name, { signal }) =>
          new Promise((resolve) => {
            signals.push(signal)
            signal.addEventListener('abort', () => resolve(`${name} gave up`))
          }),
      },
    )
    const [first, second] = [send('work', 'first'), send('work', 'second')]
    second.submission.cancel(reason('second'))
    expect(signals.length).toBe(1)
    first.submission.cancel(reason('first'))
    expect(signals[0]!.reason).toMatchObject({ message: 'first' })
    await settled()
    expect(signals.length).toBe(1)
    expect(first.heard.at(-1)).toEqual({ type: 'reply', value: 'first gave up' })
    expect(second.heard).toMatchObject([{ type: 'fail', error: { message: 'second' } }])
  })

  it('gives an aborted signal to a handler that looks late', async () => {
    const { open, opened } = gate()
    const { send } = run(
      { work: ask<void, boolean>() },
      {
        work: async (_, call) => {
          await opened
          return call.signal.aborted
        },
      },
    )
    const sent = send('work')
    sent.submission.cancel(reason())
    open()
    await settled()
    expect(sent.heard.at(-1)).toEqual({ type: 'reply', value: true })
  })

  it('onFailure decides about the actor, but never for bad input', async () => {
    const { send, failures } = run(
      { fail: ask<string>(), checked: ask<number>({ input: sync(numeric) }) },
      {
        fail(how) {
          throw new Error(how)
        },
        checked() {},
      },
      {
        onFailure(error) {
          if ((error as Error).message === 'odd') throw new Error('onFailure fails')
          return (error as Error).message as 'restart'
        },
      },
    )
    send('fail', 'resume')
    send('checked', 'no number')
    await settled()
    expect(failures).toEqual([])
    for (const how of ['restart', 'stop', 'odd']) send('fail', how)
    await settled()
    expect(failures.map(([decision]) => decision)).toEqual(['restart', 'stop', 'restart'])
  })

  it('moves what call.transfer lists, into that answer only', async () => {
    const kept = new Uint8Array(10)
    const { send } = run(
      { give: ask<boolean, Uint8Array>() },
      {
        give(move, call) {
          if (move) call.transfer(kept.buffer)
          return kept
        },
      },
    )
    send('give', false)
    await settled()
    expect(kept.byteLength).toBe(10)
    send('give', true)
    await settled()
    expect(kept.byteLength).toBe(0)
  })

  it('passes on heartbeats, deliveries, and native work', async () => {
    const it = run(
      { work: ask<void, string>() },
      {
        work: async (_, call) => {
          call.heartbeat()
          return call.native(() => `native ${call.redelivered}`)
        },
      },
    )
    const { heard } = it.send('work')
    await settled()
    expect(heard.at(-1)).toEqual({ type: 'reply', value: 'native 0' })
    expect(it.beats()).toBe(1)
  })
})

describe('RunningBehaviour: stop()', () => {
  it('finishes what is in work and begins nothing more', async () => {
    const { open, opened } = gate()
    const { behaviour, send } = run(
      { work: ask<void, string>() },
      { work: () => opened.then(() => 'done') },
    )
    const [working, waiting] = [send('work'), send('work')]
    let stopped = false
    const stop = behaviour.stop(reason('stopping')).then(() => (stopped = true))
    await settled()
    expect(stopped).toBe(false)
    open()
    await stop
    expect(working.heard.at(-1)).toEqual({ type: 'reply', value: 'done' })
    await settled()
    expect(waiting.heard).toEqual([])
  })

  it('ends live streams, those that wait for credit too, and lets them clean up', async () => {
    let cleaned = 0
    const { behaviour, send } = run(
      { count: stream<void, number>() },
      {
        async *count() {
          try {
            for (let n = 0; ; n++) yield await Promise.resolve(n)
          } finally {
            cleaned++
          }
        },
      },
    )
    const counting = [1, 5].map((credit) => send('count', undefined, { kind: 'stream', credit }))
    await settled()
    await behaviour.stop(reason('stopping'))
    expect(counting.map(({ heard }) => heard.at(-1))).toMatchObject(
      [1, 2].map(() => ({ type: 'fail', error: { message: 'stopping' } })),
    )
    expect(cleaned).toBe(2)
  })

  it('resolves at once when nothing is in work', async () => {
    await run({ work: ask() }, { work() {} }).behaviour.stop(reason())
  })
})

describe('RunningBehaviour: checks', () => {
  it.each([
    ['sync', sync],
    ['async', later],
  ] as const)('runs %s checks of input and output, which may change the value', async (_, make) => {
    const { send } = run(
      { double: ask<number, number>({ input: make(numeric), output: make(numeric) }) },
      { double: (n) => (n === 0 ? ('nothing' as never) : (String(n * 2) as never)) },
    )
    const [good, bad, worse] = [send('double', '4'), send('double', 'four'), send('double', 0)]
    await settled()
    expect(good.heard.at(-1)).toEqual({ type: 'reply', value: 8 })
    expect(bad.heard.at(-1)).toMatchObject({
      type: 'fail',
      error: {
        code: 'invalid-message',
        details: {
          target: 'app/thing',
          operation: 'double',
          issues: ['list.0: not a number', 'try again'],
        },
      },
    })
    expect(worse.heard.at(-1)).toMatchObject({ type: 'fail', error: { code: 'invalid-message' } })
  })

  it.each([
    ['sync', sync],
    ['async', later],
  ] as const)('runs %s checks of every item in and out', async (_, make) => {
    const seen: number[] = []
    const { send } = run(
      { pass: duplex<number, number>({ input: make(numeric), output: make(numeric) }) },
      {
        async *pass(items) {
          for await (const item of items) {
            seen.push(item)
            yield String(item * 2) as never
          }
        },
      },
    )
    const sent = send('pass', undefined, { kind: 'duplex', credit: 10 })
    await settled()
    for (const item of ['1', 2, 'three']) sent.submission.input(encode(item))
    await settled()
    expect(seen.slice(0, 2)).toEqual([1, 2].slice(0, seen.length))
    expect(sent.heard.at(-1)).toMatchObject({ type: 'fail', error: { code: 'invalid-message' } })
    expect(sent.ends).toBe(1)
  })

  it('an item whose check fails before it is read is nobody’s unhandled rejection', async () => {
    const { open, opened } = gate()
    const { send } = run(
      { pass: duplex<number, number>({ input: later(numeric) }) },
      {
        async *pass(items) {
          await opened
          yield* items
        },
      },
    )
    const sent = send('pass', undefined, { kind: 'duplex', credit: 10 })
    await settled()
    sent.submission.input(encode('three'))
    await settled()
    await settled()
    open()
    await settled()
    expect(sent.heard.at(-1)).toMatchObject({ type: 'fail', error: { code: 'invalid-message' } })
  })
})

describe('RunningBehaviour: streams', () => {
  it('gives no more items than there is credit, and goes on when more comes', async () => {
    let made = 0
    const { send } = run(
      { count: stream<number, number>() },
      {
        *count(to) {
          while (made < to) yield made++
        },
      },
    )
    const sent = send('count', 10, { kind: 'stream', credit: 3 })
    await settled()
    expect(sent.heard.filter(({ type }) => type === 'item').length).toBe(3)
    expect(made).toBe(4)
    sent.submission.credit(2)
    await settled()
    expect(sent.heard.filter(({ type }) => type === 'item').length).toBe(5)
    sent.submission.credit(100)
    await settled()
    expect(sent.heard.at(-1)).toEqual({ type: 'end' })
  })

  it('lets other messages in between items and while it waits for credit; an exclusive one does not', async () => {
    const serve = (exclusive: boolean) =>
      run(
        { count: stream<void, number>(), hello: ask<void, string>() },
        {
          *count() {
            for (let n = 0; ; n++) yield n
          },
          hello: () => 'hello',
        },
        { exclusive },
      )
    for (const exclusive of [false, true]) {
      const { send } = serve(exclusive)
      const counting = send('count', undefined, { kind: 'stream', credit: 2 })
      await settled()
      const hello = send('hello')
      await settled()
      expect(hello.ends).toBe(exclusive ? 0 : 1)
      counting.submission.cancel(reason())
      await settled()
      expect(hello.ends).toBe(1)
    }
  })

  it('cleans up when the reader leaves, whatever it waits for', async () => {
    let cleaned = 0
    const { send } = run(
      { count: stream<void, number>(), pass: duplex<number, number>() },
      {
        *count() {
          try {
            for (let n = 0; ; n++) yield n
          } finally {
            cleaned++
          }
        },
        async *pass(items) {
          try {
            yield* items
          } finally {
            cleaned++
          }
        },
      },
    )
    for (const sent of [
      send('count', undefined, { kind: 'stream', credit: 2 }),
      send('pass', undefined, { kind: 'duplex', credit: 2 }),
    ]) {
      await settled()
      sent.submission.cancel(reason('left'))
      await settled()
      expect(sent.heard.at(-1)).toMatchObject({ type: 'fail', error: { message: 'left' } })
      expect(sent.ends).toBe(1)
    }
    expect(cleaned).toBe(2)
  })

  it('fails after the items before, when the handler throws, and when it gives no iterable', async () => {
    const { send } = run(
      { bad: stream<void, number>(), worse: stream<void, number>() },
      {
        *bad() {
          yield 1
          throw new Error('broken')
        },
        worse: () => 5 as never,
      },
    )
    const [bad, worse] = ['bad', 'worse'].map((name) =>
      send(name, undefined, { kind: 'stream', credit: 9 }),
    )
    await settled()
    expect(bad!.heard.slice(1)).toMatchObject([
      { type: 'item', value: 1 },
      { type: 'fail', error: { code: 'thrown' } },
    ])
    expect(worse!.heard.at(-1)).toMatchObject({
      type: 'fail',
      error: { message: expect.stringContaining('and no items') as string },
    })
  })

  it('gives the items of a duplex in order to readers that ask for several at a time', async () => {
    const { send } = run(
      { pairs: duplex<number, unknown[]>() },
      {
        async *pairs(items) {
          const iterator = items[Symbol.asyncIterator]()
          yield Promise.all([iterator.next(), iterator.next(), iterator.next()])
        },
      },
    )
    const sent = send('pairs', undefined, { kind: 'duplex', credit: 9 })
    await settled()
    sent.submission.input(encode(1))
    await settled()
    sent.submission.input(encode(2))
    sent.submission.endInput()
    await settled()
    expect(sent.heard.find(({ type }) => type === 'item')).toEqual({
      type: 'item',
      value: [
        { done: false, value: 1 },
        { done: false, value: 2 },
        { done: true, value: undefined },
      ],
    })
    expect(sent.heard.at(-1)).toEqual({ type: 'end' })
  })
})
