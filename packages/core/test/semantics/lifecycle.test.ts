import { describe, expect, it } from 'vitest'
import { destinationOf } from '../../src/actor/destinations.ts'
import {
  actor,
  type ActorRef,
  ask,
  child,
  memory,
  protocol,
  supervisor,
  watch,
} from '../../src/index.ts'
import { encode, encodedAs } from '../../src/wire/codec.ts'
import { recordingSink, request, settled } from '../support/sink.ts'
import { atOnce, Fragile, fragile, listener, stage, until } from '../support/stage.ts'

const Tally = protocol('tally', {
  add: ask<number, number>(),
  fail: ask<string, never>(),
  overflow: ask<void, never>(),
})

/** Counts, and fails with errors of any name; what they lead to is `onFailure`'s to say. */
function tally(onFailure?: (error: unknown) => 'resume' | 'restart' | 'stop') {
  return actor(
    Tally,
    () => {
      let count = 0
      const deeper = (): never => deeper()
      return {
        add: (by) => (count += by),
        fail(name) {
          throw Object.assign(new Error(`${name} on purpose`), { name })
        },
        overflow: () => deeper(),
      }
    },
    onFailure && { onFailure },
  )
}

async function failing(it: ActorRef<typeof Tally>, name: string): Promise<void> {
  await expect(it.ask.fail(name)).rejects.toMatchObject({ code: 'thrown', cause: { name } })
}

describe('the life of an actor', () => {
  it('S191 a restart runs the setup anew: no state is left of the life before', async () => {
    const { app } = await stage({ it: child(Tally, memory(tally(() => 'restart')), atOnce) })
    const { it } = app.children
    expect(await it.ask.add(1)).toBe(1)
    await failing(it, 'E')
    expect(await it.ask.add(1)).toBe(1)
    await app.stop()
  })

  it('S192 S198 by default a throw fails its message alone, and the state stays', async () => {
    for (const definition of [tally(), tally(() => 'resume')]) {
      const { app, events } = await stage({ it: child(Tally, memory(definition)) })
      const { it } = app.children
      await it.ask.add(1)
      await failing(it, 'E')
      expect(await it.ask.add(1)).toBe(2)
      expect(events.filter(({ type }) => type === 'child-exited')).toEqual([])
      expect(events.filter((event) => event.type === 'message' && event.error)).toHaveLength(1)
      await app.stop()
    }
  })

  it('S193 sets up once for each life, in order, and cleans up once, where it ends by order', async () => {
    const course: string[] = []
    let lives = 0
    const Noted = protocol('noted', { fail: ask(), work: ask() })
    const noted = actor(
      Noted,
      async ({ signal }) => {
        const life = ++lives
        course.push(`setup ${life}`)
        signal.addEventListener('abort', () => course.push(`told to stop ${life}`))
        await settled()
        return {
          work: () => void course.push(`work ${life}`),
          fail() {
            throw new Error('on purpose')
          },
          async [Symbol.asyncDispose]() {
            await settled()
            course.push(`cleaned up ${life}`)
          },
        }
      },
      { onFailure: () => 'restart' },
    )
    const { app } = await stage({ it: child(Noted, memory(noted), atOnce) })
    const { it } = app.children
    watch(it, ({ incarnation, final }) =>
      course.push(`down ${incarnation}${final ? ' final' : ''}`),
    )
    for (let n = 0; n < 2; n++) {
      await it.ask.work()
      await it.ask.fail().catch(() => {})
    }
    await it.ask.work()
    await app.stop()
    expect(course).toEqual([
      ...['setup 1', 'work 1', 'down 1'],
      ...['setup 2', 'work 2', 'down 2'],
      ...['setup 3', 'work 3', 'told to stop 3', 'cleaned up 3', 'down 3 final'],
    ])
  })

  it('S194 a clean-up that throws is told with its error, and the others stop all the same', async () => {
    const Messy = protocol('messy', { hello: ask() })
    const messy = actor(Messy, () => ({
      hello() {},
      [Symbol.dispose]() {
        throw new RangeError('no clean-up today')
      },
    }))
    const { app } = await stage({
      before: child(Fragile, memory(fragile)),
      it: child(Messy, memory(messy)),
    })
    const hears = listener()
    for (const ref of Object.values(app.children)) watch(ref as ActorRef, hears)
    expect(await app.stop()).toEqual({ type: 'shutdown' })
    expect(hears.downs).toMatchObject([
      { path: 'app/it', reason: { type: 'error', error: { message: 'no clean-up today' } } },
      { path: 'app/before', reason: { type: 'shutdown' } },
    ])
  })

  it('S195 a supervisor begins its next life when all of its children are gone', async () => {
    const course: string[] = []
    const Slow = protocol('slow', { hello: ask() })
    const slow = actor(Slow, ({ path }) => {
      course.push(`${path} begins`)
      return {
        hello() {},
        async [Symbol.asyncDispose]() {
          for (let n = 0; n < 5; n++) await settled()
          course.push(`${path} ends`)
        },
      }
    })
    const { app } = await stage({
      inner: supervisor({
        ...atOnce,
        restarts: { max: 0, within: 1_000 },
        children: {
          a: child(Slow, memory(slow)),
          b: child(Slow, memory(slow)),
          fails: child(Fragile, memory(fragile)),
        },
      }),
    })
    const { a, fails } = app.children.inner.children
    await fails.ask.crash().catch(() => {})
    await until(() => course.length === 6)
    expect(course.map((step) => step.replace('app/inner/', ''))).toEqual([
      ...['a begins', 'b begins'],
      ...['b ends', 'a ends'],
      ...['a begins', 'b begins'],
    ])
    await until(() => app.list()[0]!.status === 'running')
    await a.ask.hello()
    await app.stop()
  })

  it('S196 answers each kind of error in its own way: go on, come back, or end', async () => {
    const ways: Record<string, 'resume' | 'restart' | 'stop'> = { E1: 'resume', E2: 'restart' }
    const definition = tally((error) => ways[(error as Error).name] ?? 'stop')
    const { app } = await stage({
      it: child(Tally, memory(definition), { restart: 'transient', ...atOnce }),
    })
    const { it } = app.children
    const hears = listener()
    watch(it, hears)
    await it.ask.add(5)
    await failing(it, 'E1')
    expect(await it.ask.add(1)).toBe(6)
    await failing(it, 'E2')
    expect(await it.ask.add(1)).toBe(1)
    await failing(it, 'E3')
    await until(() => hears.downs.length === 2)
    expect(hears.downs).toMatchObject([
      { reason: { type: 'error', error: { name: 'E2' } }, final: false },
      { reason: { type: 'shutdown' }, final: true },
    ])
    await app.stop()
  })

  it('S196 an `onFailure` that fails itself is a crash', async () => {
    const definition = tally(() => {
      throw new Error('no idea')
    })
    const { app } = await stage({ it: child(Tally, memory(definition), atOnce) })
    const { it } = app.children
    await it.ask.add(5)
    await failing(it, 'E')
    expect(await it.ask.add(1)).toBe(1)
    await app.stop()
  })

  it('S197 a stack that overflows has unwound when it is caught: it is a throw like others', async () => {
    const { app } = await stage({ it: child(Tally, memory(tally())) })
    const { it } = app.children
    await it.ask.add(1)
    await expect(it.ask.overflow()).rejects.toMatchObject({
      code: 'thrown',
      cause: { name: 'RangeError' },
    })
    expect(await it.ask.add(1)).toBe(2)
    await app.stop()
  })

  it.each(['resume', 'restart', 'stop'] as const)(
    'S199 S200 what it does not know or cannot read fails alone, also where failures mean %s',
    async (decision) => {
      const { app, events } = await stage({ it: child(Tally, memory(tally(() => decision))) })
      const { it } = app.children
      await it.ask.add(1)
      const destination = destinationOf(it)!
      const unknown = recordingSink()
      const damaged = recordingSink()
      destination.submit(request('subtract', 1), unknown)
      const payload = encodedAs(encode({ by: 'much' }).bytes.slice(0, 4))
      destination.submit({ ...request('add'), payload }, damaged)
      expect(await it.ask.add(1)).toBe(2)
      const errors = [unknown, damaged].map(({ heard }) => heard.at(-1))
      expect(errors).toMatchObject([
        { type: 'fail', error: { code: 'invalid-message' } },
        { type: 'fail', error: { code: 'undecodable' } },
      ])
      expect(events.flatMap((event) => (event.type === 'message' ? [event.outcome] : []))).toEqual([
        'replied',
        'failed',
        'failed',
        'replied',
      ])
      await app.stop()
    },
  )
})
