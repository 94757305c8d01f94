import { describe, expect, it } from 'vitest'
import {
  actor,
  type ActorRef,
  ask,
  child,
  memory,
  protocol,
  supervise,
  type,
  watch,
} from '../../src/index.ts'
import { Mailbox } from '../../src/actor/mailbox.ts'
import { SimulatedClock } from '../../src/testing/simulated-clock.ts'
import { settled } from '../support/sink.ts'
import { rejection } from '../support/rejection.ts'
import { gate } from './gate.ts'

const Server = protocol('server', {
  echo: ask<unknown, unknown>(),
  add: ask<number, number>(),
  hang: ask<void, void>(),
  crash: ask<void, void>(),
})

/** A server that a test can crash, on a clock that stands still. */
async function served(deadline = 30_000) {
  const clock = new SimulatedClock()
  const server = actor(
    Server,
    () => {
      let sum = 0
      return {
        echo: (value) => value,
        add: (by) => (sum += by),
        hang: () => new Promise(() => {}),
        crash() {
          throw new RangeError('on purpose')
        },
      }
    },
    { concurrency: 1_000, onFailure: () => 'restart' },
  )
  const app = await supervise({
    children: { server: child(Server, memory(server), { shutdown: 0 }) },
    log: false,
    clock,
    deadline,
  })
  return { app, clock, server: app.children.server }
}

const upTo = (count: number): number[] => Array.from({ length: count }, (_, n) => n)

describe('an ask', () => {
  it('S222 has its own answer, in the order of asking', async () => {
    const { app, server } = await served()
    const order: unknown[] = []
    await Promise.all(
      upTo(100).map(async (n) => order.push(await server.ask.echo(n).then((m) => [n, m]))),
    )
    expect(order).toEqual(upTo(100).map((n) => [n, n]))
    await app.stop()
  })

  it('S224 to one that is gone fails before any time has passed', async () => {
    const { app, clock, server } = await served(5_000)
    const stopped = app.stop()
    await stopped
    expect(await rejection(server.ask.echo(1))).toMatchObject({ code: 'down' })
    expect([clock.now(), clock.pending]).toEqual([0, 0])
  })

  it('S225 fails when the life of its handler ends, not at its deadline, with the reason', async () => {
    const { app, clock, server } = await served()
    const waiting = rejection(server.ask.hang(undefined, { deadline: 1e9 }))
    await settled()
    expect(await rejection(server.ask.crash())).toMatchObject({ code: 'thrown' })
    expect(await waiting).toMatchObject({
      code: 'down',
      details: { reason: { type: 'error', error: { message: 'on purpose' } } },
    })
    expect(clock.now()).toBe(0)
    await app.stop()
  })

  it('S232 among several fails them together at once; the others keep their own answers', async () => {
    const { app, server } = await served()
    expect(await Promise.all(upTo(20).map((n) => server.ask.echo(n)))).toEqual(upTo(20))
    const asks = [server.ask.echo('a'), server.ask.hang(), server.ask.crash(), server.ask.echo('d')]
    expect(await rejection(Promise.all(asks))).toMatchObject({ code: expect.any(String) as string })
    expect(await Promise.allSettled(asks)).toMatchObject([
      { value: 'a' },
      { reason: { code: 'down' } },
      { reason: { code: 'thrown' } },
      { value: 'd' },
    ])
    await app.stop()
  })

  it('S233 cannot be handed to another actor to wait for: a promise does not cross', async () => {
    const { app, server } = await served()
    expect(await rejection(server.ask.echo({ later: server.ask.echo(1) }))).toMatchObject({
      code: 'not-serializable',
      details: { path: 'message.later' },
    })
    await app.stop()
  })

  it('S235 leaves nothing behind, 10,000 times over', async () => {
    const { app, clock, server } = await served()
    for (let round = 0; round < 10; round++) {
      await Promise.all(upTo(1_000).map((n) => server.ask.echo(n, { deadline: 60_000 })))
    }
    expect(clock.pending).toBe(0)
    await app.stop()
  })
})

describe('an answer', () => {
  it('S226 that comes late is dropped, and the next ask gets its own', async () => {
    const held = gate(Server, { echo: (value) => value })
    const clock = new SimulatedClock()
    await using app = await supervise({
      children: { server: child(Server, held.isolate) },
      log: false,
      clock,
    })
    const downs: unknown[] = []
    watch(app.children.server, (down) => downs.push(down))
    held.close('out')
    const late = rejection(app.children.server.ask.echo('old', { deadline: 1 }))
    await settled()
    clock.advance(1)
    expect(await late).toMatchObject({ code: 'timeout' })
    const next = app.children.server.ask.echo('new')
    held.open('out')
    expect(await next).toBe('new')
    expect(downs).toEqual([])
  })

  it('S226 J10 of a life that is over reaches no ask of the next life, although it arrives', async () => {
    let answer = (): void => {}
    const echo = (value: unknown): unknown =>
      value === 'old' ? new Promise((resolve) => (answer = () => resolve('old'))) : value
    const held = gate(Server, { echo }, { leaky: true })
    await using app = await supervise({
      children: { server: child(Server, held.isolate, { backoff: { min: 0 } }) },
      log: false,
    })
    const { server } = app.children
    const old = rejection(server.ask.echo('old'))
    await settled()
    held.close('out')
    answer()
    await settled()
    held.crash()
    expect(await old).toMatchObject({ code: 'down' })
    const late = held.take('out')
    expect(late.length).toBeGreaterThan(0)
    held.open('out')
    const next = [server.ask.echo('first'), server.ask.echo('second'), server.ask.echo('third')]
    for (const deliver of late) deliver()
    expect(await Promise.all(next)).toEqual(['first', 'second', 'third'])
  })

  it('S227 that was sent before the end is the outcome, although both arrive together', async () => {
    const held = gate(Server, { echo: (value) => value })
    const app = await supervise({
      children: { server: child(Server, held.isolate, { restart: 'temporary' }) },
      log: false,
    })
    const { server } = app.children
    const down = new Promise((resolve) => watch(server, ({ reason }) => resolve(reason.type)))
    held.close('out')
    const answers = Promise.allSettled([server.ask.echo(1), server.ask.echo(2)])
    await settled()
    held.crash()
    held.open('out')
    expect(await answers).toMatchObject([{ value: 1 }, { value: 2 }])
    expect(await down).toBe('killed')
    await app.stop()
  })

  it('S228 that comes a second time is no answer to anything', async () => {
    const held = gate(Server, { echo: (value) => value })
    await using app = await supervise({
      children: { server: child(Server, held.isolate) },
      log: false,
    })
    held.doubleReplies()
    const { server } = app.children
    expect(await Promise.all(upTo(10).map((n) => server.ask.echo(n)))).toEqual(upTo(10))
    expect(await server.ask.echo('last')).toBe('last')
  })
})

describe('an actor that asks', () => {
  const Asker = protocol(
    'asker',
    { double: ask<number, number>(), state: ask<void, number>(), self: ask<string, unknown>() },
    { options: type<{ server: ActorRef<typeof Server> }>() },
  )
  const asker = actor(
    Asker,
    ({ options, self }) => {
      let state = 0
      return {
        async double(n) {
          state++
          const answer = (await options.server.ask.echo(n)) as number
          if (answer < 0) throw new RangeError('cannot be mapped')
          return answer * 2
        },
        state: () => state,
        self: () => self.ask.state(),
      }
    },
    { onFailure: () => 'restart' },
  )

  it('S231 and cannot use the answer fails alone; whom it asked goes on', async () => {
    const { app, server } = await served()
    await server.ask.add(5)
    const one = await app.add('one', child(Asker, memory(asker), { options: { server } }))
    const other = await app.add('other', child(Asker, memory(asker), { options: { server } }))
    expect(await Promise.all([one.ask.double(2), other.ask.double(3)])).toEqual([4, 6])
    expect(await rejection(one.ask.double(-1))).toMatchObject({
      code: 'thrown',
      cause: { message: 'cannot be mapped' },
    })
    expect(await one.ask.state()).toBe(0)
    expect(await other.ask.state()).toBe(1)
    expect(await server.ask.add(1)).toBe(6)
    await app.stop()
  })

  it('S229 itself is refused at once and can be asked by others', async () => {
    const { app, clock, server } = await served()
    const one = await app.add('one', child(Asker, memory(asker), { options: { server } }))
    expect(await rejection(one.ask.self(''))).toMatchObject({
      message: expect.stringContaining('asked itself') as string,
    })
    expect(await one.ask.double(1)).toBe(2)
    expect(clock.now()).toBe(0)
    await app.stop()
  })
})

describe('the cost of an ask', () => {
  it('S234 looks at the same few messages however many wait', () => {
    const looks = [10, 20_000].map((waiting) => {
      let looked = 0
      const message = () => ({
        get bytes() {
          looked++
          return 1
        },
      })
      const mailbox = new Mailbox<{ readonly bytes: number }>({ capacity: 1e6 })
      for (let n = 0; n < waiting; n++) mailbox.offer(message(), false)
      looked = 0
      for (let n = 0; n < 5; n++) {
        const mine = message()
        mailbox.offer(mine, false)
        mailbox.take()
        mailbox.remove(mine)
      }
      return looked
    })
    expect(looks[1]).toBe(looks[0])
  })
})
