import { describe, expect, expectTypeOf, it } from 'vitest'
import {
  actor,
  type ActorRef,
  ask,
  child,
  duplex,
  memory,
  pipeline,
  pool,
  protocol,
  stream,
  supervise,
  supervisor,
  type SupervisorHandle,
  tell,
  type,
} from '../../src/index.ts'

/* What must not compile does not. A line below `@ts-expect-error` that compiles is an error itself. */

const Plain = protocol('plain', {
  add: ask<number, number>(),
  hello: ask<void, string>(),
  maybe: ask<number | undefined, number>(),
  anything: ask<unknown, unknown>(),
  note: tell<{ words: string }>(),
  reset: tell(),
  count: stream<{ to: number }, number>(),
  double: duplex<number, string>(),
})
const Optional = protocol('optional', { x: ask() }, { options: type<{ word: string }>() })
const isolate = memory(() => Promise.reject(new Error('nothing of it runs')))

async function calls(ref: ActorRef<typeof Plain>): Promise<void> {
  expectTypeOf(ref.ask.add(1)).resolves.toBeNumber()
  expectTypeOf(ref.ask.hello()).resolves.toBeString()
  await ref.ask.hello(undefined, { deadline: 5 })
  await ref.ask.maybe()
  await ref.ask.maybe(5)
  await ref.ask.anything()
  ref.tell.reset()
  expectTypeOf(ref.tell.note({ words: '' })).toBeBoolean()
  expectTypeOf(ref.stream.count({ to: 5 })).toEqualTypeOf<AsyncIterableIterator<number>>()
  expectTypeOf(ref.duplex.double([1])).toEqualTypeOf<AsyncIterableIterator<string>>()

  // @ts-expect-error a wrong input
  await ref.ask.add('1')
  // @ts-expect-error no input
  await ref.ask.add()
  // @ts-expect-error a field that is not there
  ref.tell.note({ word: '' })
  // @ts-expect-error an unknown operation
  await ref.ask.subtract(1)
  // @ts-expect-error an ask on a tell
  await ref.ask.note({ words: '' })
  // @ts-expect-error a tell on an ask
  ref.tell.add(1)
  // @ts-expect-error a stream on an ask
  ref.stream.add(1)
  // @ts-expect-error a stream on a duplex
  ref.stream.double([1])
  // @ts-expect-error wrong items
  ref.duplex.double(['1'])
  // @ts-expect-error a wrong option
  await ref.ask.add(1, { timeout: 5 })
  // @ts-expect-error a tell has no deadline; accepted() has
  ref.tell.note({ words: '' }, { deadline: 5 })
  // @ts-expect-error text is nothing that could be moved
  await ref.ask.add(1, { transfer: ['image'] })
  // @ts-expect-error an answer of another type
  ;(await ref.ask.add(1)) satisfies string
  // @ts-expect-error a ref does not change
  ref.path = 'elsewhere'
}

function behaviours(): void {
  actor(protocol('a', { add: ask<number, number>(), note: tell<string>() }), () => ({ add: (n) => n + 1, note() {} }))
  // @ts-expect-error a handler is missing
  actor(protocol('a', { add: ask<number, number>(), note: tell<string>() }), () => ({ add: (n: number) => n + 1 }))
  // @ts-expect-error a handler is missing, in an async setup
  actor(protocol('a', { add: ask<number, number>() }), async () => Promise.resolve({}))
  // @ts-expect-error a wrong result
  actor(protocol('a', { add: ask<number, number>() }), () => ({ add: (n: number) => String(n) }))
  // @ts-expect-error a wrong result, later
  actor(protocol('a', { add: ask<number, number>() }), () => ({ add: (n: number) => Promise.resolve(String(n)) }))
  // @ts-expect-error a wrong input
  actor(protocol('a', { add: ask<number, number>() }), () => ({ add: (n: string) => n.length }))
  // @ts-expect-error a stream that gives one answer
  actor(protocol('a', { count: stream<number, number>() }), () => ({ count: (n: number) => n }))
  // @ts-expect-error wrong items
  actor(protocol('a', { count: stream<number, number>() }), () => ({ *count() { yield 'one' } }))
  // @ts-expect-error a duplex gets items, not one
  actor(protocol('a', { double: duplex<number, number>() }), () => ({ async *double(n: number) { yield n } }))
  actor(protocol('a', { x: ask() }), () => ({ x() {} }), {
    // @ts-expect-error no such decision
    onFailure: () => 'retry',
  })
  actor(Optional, ({ options }) => {
    expectTypeOf(options).toEqualTypeOf<{ word: string }>()
    // @ts-expect-error no such option
    void options.language
    return { x() {} }
  })
  actor(Plain, ({ self, options }) => {
    expectTypeOf(self.ask.add).parameter(0).toBeNumber()
    expectTypeOf(options).toBeVoid()
    return {} as never
  })
}

async function trees(): Promise<void> {
  const app = await supervise({
    children: {
      one: child(Plain, isolate),
      many: pool(Plain, isolate, { size: 2 }),
      inner: supervisor({
        strategy: 'rest-for-one',
        children: {
          two: child(Optional, isolate, { options: { word: 'w' } }),
          deep: supervisor({ children: { crowd: pool(Optional, isolate, { size: 2, options: { word: 'w' } }) } }),
        },
      }),
      open: supervisor({ strategy: 'dynamic', children: {} }),
    },
  })
  expectTypeOf(app.children.one).toEqualTypeOf<ActorRef<typeof Plain>>()
  expectTypeOf(app.children.many).toEqualTypeOf<ActorRef<typeof Plain>>()
  expectTypeOf(app.children.inner.children.two).toEqualTypeOf<ActorRef<typeof Optional>>()
  expectTypeOf(app.children.inner.children.deep.children.crowd).toEqualTypeOf<ActorRef<typeof Optional>>()
  expectTypeOf(app.children.open).toExtend<SupervisorHandle>()
  expectTypeOf(await app.children.open.add('later', child(Plain, isolate))).toEqualTypeOf<ActorRef<typeof Plain>>()

  // @ts-expect-error no such child
  void app.children.two
  // @ts-expect-error no such child, inside
  void app.children.inner.children.one
  // @ts-expect-error children do not change that way
  app.children.one = app.children.many
  // @ts-expect-error wrong options
  child(Optional, isolate, { options: { word: 5 } })
  // @ts-expect-error unknown options
  child(Optional, isolate, { options: { language: 'en' } })
  // @ts-expect-error options where the protocol has none
  child(Plain, isolate, { options: { word: 'w' } })
  // @ts-expect-error no such rule
  child(Plain, isolate, { restart: 'always' })
  // @ts-expect-error no such policy
  child(Plain, isolate, { mailbox: { overflow: 'block' } })
  // @ts-expect-error a pool has a size
  pool(Plain, isolate, {})
  // @ts-expect-error no such route
  pool(Plain, isolate, { size: 2, route: 'fastest' })
  // @ts-expect-error no such strategy
  supervisor({ strategy: 'all', children: {} })
  // @ts-expect-error a URL is no isolate
  child(Plain, new URL('file:///x.js'))
  // @ts-expect-error a ref is no child
  await supervise({ children: { one: app.children.one } })
  // @ts-expect-error a tree has children
  await supervise({ strategy: 'one-for-one' })
}

function pipelines(ref: ActorRef<typeof Plain>): void {
  expectTypeOf(pipeline([1]).map(ref.ask.add).toArray()).resolves.toEqualTypeOf<number[]>()
  expectTypeOf(pipeline([{ to: 1 }]).flatMap(ref.stream.count).toArray()).resolves.toEqualTypeOf<number[]>()
  // @ts-expect-error the stage takes numbers
  pipeline(['1']).map(ref.ask.add)
  // @ts-expect-error a stage that gives no source
  pipeline([1]).flatMap((n) => n)
  // @ts-expect-error a filter says true or false
  pipeline([1]).filter((n) => String(n))
}

describe('types', () => {
  it('refuse what must not compile', () => {
    expect([calls, behaviours, trees, pipelines].every((check) => typeof check === 'function')).toBe(true)
  })
})
