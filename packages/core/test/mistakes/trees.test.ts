import { describe, expect, test } from 'vitest'
import {
  type App,
  actor,
  ask,
  child,
  type ChildDefinition,
  compute,
  memory,
  pipeline,
  pool,
  protocol,
  supervise,
  supervisor,
  watch,
} from '../../src/index.ts'
import { Desk, desk, readsAs } from './support.ts'

const here = memory(desk)
const tree = (children: unknown, options: object = {}) =>
  readsAs(() =>
    supervise({ log: false, children: children as Record<string, ChildDefinition>, ...options }),
  )

describe('a newcomer who declares', () => {
  test.each([
    [
      'a forgotten call',
      () => protocol('desk', { add: ask as never }),
      'desk.add is the function ask and no operation; make it with ask(), tell(), stream() or duplex(): { add: ask() }',
    ],
    [
      'an operation of nothing',
      () => protocol('desk', { add: undefined as never }),
      'desk.add is undefined and no operation; make it with ask(), tell(), stream() or duplex(): { add: ask() }',
    ],
    [
      'a protocol without a name',
      () => protocol({ add: ask() } as never, undefined as never),
      'A protocol needs a name, and got an object; pass a short word first: protocol("ocr", { ... })',
    ],
    [
      'operations of nothing',
      () => protocol('desk', undefined as never),
      'desk has undefined for operations; pass an object: protocol("desk", { greet: ask() })',
    ],
    [
      'an actor without its protocol',
      () => actor(undefined as never, () => ({})),
      'protocol is undefined; pass what protocol() made: actor(Counter, setup)',
    ],
    [
      'an actor without a setup',
      () => actor(Desk, undefined as never),
      'setup is undefined; pass a function that makes the handlers: actor(Counter, () => ({ ... }))',
    ],
    [
      'a pool without a size',
      () => pool(Desk, here, undefined as never),
      'options is undefined; it must be an object, as in { size: 4 }',
    ],
    [
      'a supervisor of nothing',
      () => supervisor(undefined as never),
      'options is undefined; it must be an object, as in { children: { reader: child(...) } }',
    ],
    [
      'a pipeline of nothing',
      () => pipeline(undefined as never),
      'source is undefined; pass what for await can read: a stream, an array',
    ],
    [
      'a computation without an isolate',
      () => compute(5 as never, 1),
      'compute() needs a place to run, and got 5; pass thread(new URL(...)), subprocess(new URL(...)), worker(() => new Worker(...)) or memory(actor)',
    ],
    [
      'a watch of nothing',
      () => watch(undefined as never, () => {}),
      'ref is undefined; pass the ref of an actor, such as app.children.reader',
    ],
  ])('%s is shown how', async (_, mistake, words) => {
    expect(await readsAs(mistake)).toEqual({ code: 'invalid-argument', words })
  })
})

describe('a newcomer who makes a child', () => {
  const places =
    'pass thread(new URL(...)), subprocess(new URL(...)), worker(() => new Worker(...)) or memory(actor)'

  test.each([
    ['a URL', new URL('file:///desk.actor.js'), 'desk needs a place to run, and got a URL'],
    ['an actor', desk, 'desk needs a place to run, and got an actor'],
    ['a forgotten call', memory, 'desk needs a place to run, and got the function memory'],
    ['nothing', undefined, 'desk needs a place to run, and got undefined'],
  ])('of %s instead of an isolate is told where it can run', async (_, isolate, words) => {
    expect(await readsAs(() => child(Desk, isolate as never))).toEqual({
      code: 'invalid-argument',
      words: `${words}; ${places}`,
    })
  })

  test('of an actor instead of its protocol is told so', async () => {
    expect(await readsAs(() => child(desk as never, here))).toEqual({
      code: 'invalid-argument',
      words:
        'A child needs its protocol, and got an actor; pass what protocol() made: child(Counter, thread(...))',
    })
  })

  test.each([
    [
      { restart: 'always' },
      'desk.restart is "always"; it must be one of "permanent", "transient", "temporary"',
    ],
    [
      { shutdown: Infinity },
      'desk.shutdown is Infinity; it must be milliseconds, 0 included, "infinity" or "brutal-kill"',
    ],
    [
      { startTimeout: '30s' },
      'desk.startTimeout is "30s"; it must be a number, 0 or more, or "infinity"',
    ],
    [
      { stallTimeout: NaN },
      'stallTimeout is NaN; it must be milliseconds, more than 0, or "infinity"',
    ],
    [
      { nativeTimeout: 0 },
      'nativeTimeout is 0; it must be milliseconds, more than 0, or "infinity"',
    ],
    [{ mailbox: null }, 'mailbox is null; it must be an object, as in { capacity: 100 }'],
    [{ backoff: null }, 'backoff is null; it must be an object, as in { min: 100 }'],
    [
      { mailbox: { capacity: '10' } },
      'mailbox.capacity is "10"; it must be a number of messages, 1 or more',
    ],
    [null, "options is null; it must be an object, as in { restart: 'transient' }"],
    [{ maxDeliveries: 0 }, 'maxDeliveries is 0; it must be a whole number, 1 or more'],
    [
      { delivery: 'exactly-once' },
      'delivery is "exactly-once"; it must be one of "at-most-once", "at-least-once"',
    ],
    [
      { mailbox: { overflow: 'block' } },
      'mailbox.overflow is "block"; it must be one of reject, drop-oldest, drop-newest, wait',
    ],
  ])('with %o is told what the option takes', async (options, words) => {
    const mistake = () =>
      supervise({ log: false, children: { desk: child(Desk, here, options as never) } })
    expect(await readsAs(mistake)).toEqual({ code: 'invalid-argument', words })
  })

  test('with a function in its options is told which', async () => {
    const options = { engine: { load: () => {} } }
    expect(await readsAs(() => child(Desk, here, { options } as never))).toEqual({
      code: 'not-serializable',
      words:
        'desk: options.engine.load is a function, which cannot cross to another isolate: send data, or a ref to an actor that does it',
    })
  })
})

describe('a newcomer who supervises', () => {
  const remedy = 'a child is made by child(), pool() or supervisor()'

  test.each([
    ['an isolate', here, 'an object'],
    ['an actor', desk, 'an actor'],
    ['a definition that is still to come', Promise.resolve(child(Desk, here)), 'a Promise'],
    ['a text', 'desk', '"desk"'],
  ])('%s is told what a child is', async (_, definition, got) => {
    expect(await tree({ desk: definition })).toEqual({
      code: 'invalid-argument',
      words: `app/desk: got ${got}; ${remedy}`,
    })
  })

  test('nothing is told the same', async () => {
    expect((await tree(undefined)).words).toBe(`children of app: got undefined; ${remedy}`)
  })

  test('no options at all are told what they begin with', async () => {
    expect(await readsAs(() => supervise(undefined as never))).toEqual({
      code: 'invalid-argument',
      words:
        'options is undefined; it must be an object, as in { children: { reader: child(...) } }',
    })
  })

  test('a pool with a route that is none is told which there are', async () => {
    const route = 'roundrobin' as never
    expect(await readsAs(() => pool(Desk, here, { size: 2, route }))).toEqual({
      code: 'invalid-argument',
      words: 'route is "roundrobin"; it must be one of "round-robin", "least-busy", "random"',
    })
  })

  test('a ref of another tree is told that it runs already', async () => {
    await using app = await supervise({ log: false, children: { desk: child(Desk, here) } })
    expect((await tree({ desk: app.children.desk })).words).toBe(
      `app/desk: got a ref to an actor; ${remedy}`,
    )
    expect(await readsAs(() => app.add('desk', child(Desk, here)))).toEqual({
      code: 'name-taken',
      words: 'app/desk: a child of this id is there; restart it, or delete it first',
    })
  })

  test.each([
    [
      { strategy: 'one_for_all' },
      'strategy is "one_for_all"; it must be one of "one-for-one", "one-for-all", "rest-for-one", "dynamic"',
    ],
    [{ restarts: 5 }, 'restarts.max is undefined; it must be a number, 0 included, or "infinity"'],
    [{ deadline: '30s' }, 'deadline is "30s"; it must be milliseconds, more than 0, or Infinity'],
    [
      { clock: {} },
      'clock is an object; it must be one with now() and after(), such as systemClock',
    ],
    [{ random: 0.5 }, 'random is 0.5; pass a function that gives numbers from 0 up to 1'],
    [{ name: 'my/app' }, 'id is "my/app"; it must be a text that is not empty and has no "/"'],
  ])('with %o is told what the option takes', async (options, words) => {
    expect(await tree({ desk: child(Desk, here) }, options)).toEqual({
      code: 'invalid-argument',
      words,
    })
  })

  test('null for the options of what needs none is none', async () => {
    const app = await supervise({ log: false, children: { desk: child(Desk, here) } })
    expect(await app.stop(null as never)).toEqual({ type: 'shutdown' })
    expect(
      await compute(
        memory(() => (n: number) => n + 1),
        1,
        null as never,
      ),
    ).toBe(2)
    expect(
      await pipeline([1], null as never)
        .map((n) => n + 1, null as never)
        .toArray(),
    ).toEqual([2])
  })

  test.each(['map', 'filter', 'flatMap'] as const)(
    'a pipeline that goes through %s without a stage is told what a stage is',
    async (through) => {
      expect(await readsAs(() => pipeline([1])[through](undefined as never))).toEqual({
        code: 'invalid-argument',
        words:
          'stage is undefined; pass a function of one item: pipeline([1, 2]).map((n) => n * n)',
      })
    },
  )

  test('a nested tree with something else in it is shown where', async () => {
    expect((await tree({ inner: supervisor({ children: { desk: desk as never } }) })).words).toBe(
      `app/inner/desk: got an actor; ${remedy}`,
    )
  })

  test('what was stopped is told what comes next', async () => {
    await using app = await supervise({ log: false, children: { desk: child(Desk, here) } })
    expect(await readsAs(() => app.kill('desk'))).toMatchObject({ code: 'invalid-argument' })
    expect((await readsAs(() => app.kill('app/disk'))).words).toBe(
      'app/disk: no actor lives there; app.tree() lists the paths that there are',
    )
    expect((await readsAs(() => app.restartChild('disk'))).words).toBe(
      'app/disk: there is no such child; list the children to see which there are',
    )
  })
})

describe('a newcomer who has a running tree', () => {
  test.each<[string, (app: App) => unknown, string]>([
    [
      'inspects with nothing',
      (app) => app.inspect(undefined as never),
      'inspect is undefined; pass (event) => { ... }',
    ],
    [
      'counts with a number',
      (app) => app.inspect(() => {}, 5 as never),
      'counter is 5; pass (path, milliseconds, compute) => { ... }',
    ],
    [
      'traces with nothing',
      (app) => app.trace(undefined as never),
      'trace is undefined; pass (message) => ({ ended(how) { ... } })',
    ],
    [
      'looks up without a protocol',
      (app) => app.lookup(undefined as never, 'app/desk'),
      'protocol is undefined; pass the protocol that the actor speaks',
    ],
    [
      'looks up without a path',
      (app) => app.lookup(Desk, undefined as never),
      'path is undefined; pass a text, such as "app/reader"',
    ],
    [
      'kills nobody',
      (app) => app.kill(undefined as never),
      'path is undefined; pass a text, such as "app/reader"',
    ],
    [
      'drains for no time that there is',
      (app) => app.stop({ drain: Number.NaN }),
      'drain is NaN; it must be milliseconds, 0 included, or "infinity"',
    ],
  ])('and %s is told what to pass, and the tree goes on', async (_, mistake, words) => {
    await using app = await supervise({ log: false, children: { desk: child(Desk, here) } })
    expect(await readsAs(() => mistake(app))).toEqual({ code: 'invalid-argument', words })
    expect(await app.children.desk.ask.add(1)).toBe(2)
  })

  test.each([
    ['log', 'log is 5; pass (event) => { ... }, or false for no log'],
    ['inspect', 'inspect is 5; pass (event) => { ... }'],
  ])('or begins one with a wrong %s is told what to pass', async (option, words) => {
    expect(await tree({ desk: child(Desk, here) }, { [option]: 5 })).toEqual({
      code: 'invalid-argument',
      words,
    })
  })
})
