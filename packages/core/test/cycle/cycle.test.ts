import { describe, expect, it, onTestFinished } from 'vitest'
import {
  actor,
  type ActorOptions,
  type ActorRef,
  ask,
  child,
  duplex,
  memory,
  pool,
  protocol,
  stream,
  supervise,
  tell,
} from '../../src/index.ts'
import { rejection } from '../support/rejection.ts'

/** What an actor does: goes on along the refs, each the next one's way. */
interface Way {
  readonly to: readonly ActorRef[]
  readonly how?: 'ask' | 'explicit' | 'unheard' | 'stream' | 'tell' | 'setup'
}

const Node = protocol('node', {
  pass: ask<Way, string>(),
  wait: ask<void, string>(),
  release: tell(),
  items: stream<Way, string>(),
  both: duplex<Way, string>(),
  told: tell<Way>(),
  heard: ask<void, string>(),
})
type NodeRef = ActorRef<typeof Node>

const node = (options: ActorOptions = {}) =>
  actor(
    Node,
    ({ path }) => {
      let release = (): void => {}
      let heard = 'nothing'
      const pass = async ({ to, how }: Way, call: Parameters<typeof onward>[2]) =>
        to.length === 0 ? path : onward(to, how, call)
      return {
        pass,
        wait: async () => {
          await new Promise<void>((resolve) => (release = resolve))
          return path
        },
        release: () => release(),
        async *items({ to, how }, call) {
          yield await pass({ to, ...(how && { how }) }, call)
        },
        async *both(ways, call) {
          for await (const way of ways) yield await pass(way, call)
        },
        told: async (way, call) => {
          heard = await pass(way, call).catch((error: { code: string }) => error.code)
        },
        heard: () => heard,
      }
    },
    options,
  )

/** One step along the way. */
async function onward(
  [next, ...to]: readonly ActorRef[],
  how: Way['how'],
  call: import('../../src/index.ts').Call,
): Promise<string> {
  const there = next as NodeRef
  const way = { to, ...(how && { how }) }
  if (how === 'explicit') return there.ask.pass(way, call)
  if (how === 'stream') {
    for await (const item of there.stream.items(way)) return item
  }
  if (how === 'tell') {
    there.tell.told({ to })
    return 'told'
  }
  if (how === 'unheard') {
    void there.ask.pass({ to })
    return 'went on'
  }
  return there.ask.pass(way)
}

async function stage(options: Record<string, ActorOptions> = { a: {}, b: {}, c: {}, d: {} }) {
  const app = await supervise({
    children: Object.fromEntries(
      Object.entries(options).map(([id, own]) => [id, child(Node, memory(node(own)))]),
    ),
    log: false,
    deadline: 5_000,
  })
  onTestFinished(() => void app.stop())
  return app.children as Record<string, NodeRef> & Record<'a' | 'b' | 'c' | 'd', NodeRef>
}

const cyclic = (...path: string[]) => ({
  code: 'cycle',
  details: { target: path.at(-1), path },
})

describe('a cycle of asks', () => {
  it('fails at once with the names of those that would wait for each other', async () => {
    const { a, b } = await stage()
    const error = await rejection(a.ask.pass({ to: [b, a] }))
    expect(error).toMatchObject(cyclic('app/a', 'app/b', 'app/a'))
    expect(error).toHaveProperty(
      'message',
      expect.stringContaining('app/a asked app/b asked app/a'),
    )
    expect(await a.ask.pass({ to: [b] })).toBe('app/b')
  })

  it.each([1, 2])(
    'S229 is also one actor that asks itself, with %i at a time',
    async (concurrency) => {
      const { a } = await stage({ a: { concurrency } })
      expect(await rejection(a.ask.pass({ to: [a] }))).toMatchObject(cyclic('app/a', 'app/a'))
    },
  )

  it('may be long, and may begin after its first ask', async () => {
    const { a, b, c, d } = await stage()
    expect(await rejection(a.ask.pass({ to: [b, c, d, a] }))).toMatchObject(
      cyclic('app/a', 'app/b', 'app/c', 'app/d', 'app/a'),
    )
    expect(await rejection(a.ask.pass({ to: [b, c, d, b] }))).toMatchObject(
      cyclic('app/b', 'app/c', 'app/d', 'app/b'),
    )
  })

  it('is the actor’s own failure to make: its callers get the error, nobody restarts', async () => {
    const { a, b } = await stage()
    const all = Array.from({ length: 20 }, () => rejection(a.ask.pass({ to: [b, a] })))
    for (const error of await Promise.all(all)) expect(error).toMatchObject({ code: 'cycle' })
  })

  it('goes through streams and duplexes too', async () => {
    const { a, b } = await stage()
    expect(await rejection(a.ask.pass({ to: [b, a], how: 'stream' }))).toMatchObject(
      cyclic('app/a', 'app/b', 'app/a'),
    )
    expect(await rejection(a.stream.items({ to: [b, a] }).next())).toMatchObject(
      cyclic('app/a', 'app/b', 'app/a'),
    )
    expect(await rejection(a.duplex.both([{ to: [b, a] }]).next())).toMatchObject(
      cyclic('app/a', 'app/b', 'app/a'),
    )
  })

  it('begins with a tell where its handler asks', async () => {
    const { a, b } = await stage()
    a.tell.told({ to: [b, a] })
    expect(await a.ask.heard()).toBe('cycle')
  })

  it('is seen where several messages are handled at a time, if the handler passes its call', async () => {
    const { a, b } = await stage({ a: {}, b: { concurrency: 8 } })
    const waits = b.ask.wait()
    expect(await rejection(a.ask.pass({ to: [b, a], how: 'explicit' }))).toMatchObject(
      cyclic('app/a', 'app/b', 'app/a'),
    )
    b.tell.release()
    await waits
  })

  it('of an actor with several turns is one only when its own ancestors have them all', async () => {
    const { a, b } = await stage({ a: { concurrency: 2 }, b: { concurrency: 9 } })
    const go = (to: NodeRef[]) => a.ask.pass({ to, how: 'explicit' })
    expect(await go([b, a])).toBe('app/a')
    expect(await rejection(go([b, a, b, a]))).toMatchObject({ code: 'cycle' })
  })
})

describe('no cycle', () => {
  it('is an actor that is asked twice, one after the other', async () => {
    const { a, b, c } = await stage()
    expect(await a.ask.pass({ to: [b, c] })).toBe('app/c')
    expect(await Promise.all([a, a, a].map((one) => one.ask.pass({ to: [b, c] })))).toEqual([
      'app/c',
      'app/c',
      'app/c',
    ])
  })

  it('is an ask of someone else that comes to a busy actor: it waits', async () => {
    const Busy = protocol('busy', { work: ask<void, string>(), quick: ask<void, string>() })
    const Other = protocol('other', { go: ask<ActorRef<typeof Busy>, string>() })
    let [begin, finish] = [(): void => {}, (): void => {}]
    const begun = new Promise<void>((resolve) => (begin = resolve))
    const finished = new Promise<void>((resolve) => (finish = resolve))
    const work = async () => {
      begin()
      await finished
      return 'done'
    }
    const app = await supervise({
      children: {
        busy: child(Busy, memory(actor(Busy, () => ({ work, quick: () => 'quick' })))),
        other: child(Other, memory(actor(Other, () => ({ go: (to) => to.ask.quick() })))),
      },
      log: false,
    })
    const working = app.children.busy.ask.work()
    await begun
    const asked = app.children.other.ask.go(app.children.busy)
    finish()
    expect(await Promise.all([working, asked])).toEqual(['done', 'quick'])
    await app.stop()
  })

  it('is a tell back to the one that asks', async () => {
    const { a, b } = await stage()
    expect(await a.ask.pass({ to: [b, a], how: 'tell' })).toBe('told')
    expect(await a.ask.pass({ to: [b] })).toBe('app/b')
  })

  it('is an ask back to an actor that did not wait for the answer', async () => {
    const { a, b } = await stage()
    expect(await a.ask.pass({ to: [b], how: 'unheard' })).toBe('went on')
    expect(await b.ask.pass({ to: [a] })).toBe('app/a')
  })

  it('is an ask from a successor of the actor that waited', async () => {
    const Fragile = protocol('fragile', { go: ask<NodeRef, string>(), crash: ask() })
    const fragile = actor(
      Fragile,
      () => ({
        go: (next) => next.ask.pass({ to: [] }),
        crash() {
          throw new Error('broken')
        },
      }),
      { onFailure: () => 'restart' },
    )
    const app = await supervise({
      children: { fragile: child(Fragile, memory(fragile)), a: child(Node, memory(node())) },
      log: false,
    })
    const { a, fragile: ref } = app.children
    expect(await ref.ask.go(a)).toBe('app/a')
    await ref.ask.crash().catch(() => {})
    expect(await ref.ask.go(a)).toBe('app/a')
    await app.stop()
  })
})

describe('call as the options of an ask', () => {
  it('hands on that the caller gave up, by deadline or signal', async () => {
    const Outer = protocol('outer', { run: ask<NodeRef, string>(), seen: ask<void, string>() })
    let seen = 'nothing'
    const outer = actor(
      Outer,
      () => ({
        run: (inner, call) =>
          inner.ask.wait(undefined, call).catch((error: { code: string }) => (seen = error.code)),
        seen: () => seen,
      }),
      { concurrency: 2 },
    )
    await using app = await supervise({
      children: {
        outer: child(Outer, memory(outer)),
        inner: child(Node, memory(node({ concurrency: 2 }))),
      },
      log: false,
    })
    const { outer: ref, inner } = app.children
    expect(await rejection(ref.ask.run(inner, { deadline: 20 }))).toMatchObject({ code: 'timeout' })
    await expect.poll(() => ref.ask.seen()).toBe('cancelled')
    seen = 'nothing'
    const controller = new AbortController()
    const asked = rejection(ref.ask.run(inner, { signal: controller.signal }))
    controller.abort()
    expect(await asked).toMatchObject({ code: 'cancelled' })
    inner.tell.release()
  })
})

describe('inside an isolate', () => {
  it('finds a cycle of a parent and the child that it spawned', async () => {
    const Parent = protocol('parent', { go: ask<void, string>() })
    const parent = actor(Parent, async ({ self }) => {
      const Child = protocol('child', { back: ask<ActorRef<typeof Parent>, string>() })
      const spawned = await self.spawn(
        'child',
        child(Child, memory(actor(Child, () => ({ back: (to) => to.ask.go() })))),
      )
      return { go: () => spawned.ask.back(self) }
    })
    await using app = await supervise({
      children: { parent: child(Parent, memory(parent)) },
      log: false,
    })
    expect(await rejection(app.children.parent.ask.go())).toMatchObject(
      cyclic('app/parent', 'app/parent/child', 'app/parent'),
    )
  })

  it('fails a setup that asks its own actor', async () => {
    const Self = protocol('self', { name: ask<void, string>() })
    const own = actor(Self, async ({ self }) => {
      const name = await self.ask.name()
      return { name: () => name }
    })
    const error = await rejection(
      supervise({ children: { own: child(Self, memory(own)) }, log: false }),
    )
    expect(error).toMatchObject({
      code: 'start-failed',
      cause: { code: 'cycle', details: { path: ['app/own', 'app/own'] } },
    })
  })

  it('finds one through a pool of one', async () => {
    const app = await supervise({
      children: { pool: pool(Node, memory(node()), { size: 1 }), a: child(Node, memory(node())) },
      log: false,
    })
    const { pool: members, a } = app.children
    expect(await rejection(members.ask.pass({ to: [a, members] }))).toMatchObject({
      code: 'cycle',
      details: { path: ['app/pool/0', 'app/a', 'app/pool/0'] },
    })
    await app.stop()
  })
})
