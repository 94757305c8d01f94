import { describe, expect, it } from 'vitest'
import {
  actor,
  type ActorRef,
  ask,
  child,
  memory,
  type Packet,
  protocol,
  tell,
  type AnyProtocol,
} from '../../src/index.ts'
import { seededRandom } from '../../src/testing/index.ts'
import { reason, recordingSink, request, settled } from '../support/sink.ts'
import { refused } from '../../src/wire/destination.ts'
import { Link } from '../../src/wire/link.ts'
import { noRefs } from '../wire/values.ts'
import { atOnce, Fragile, fragile, stage, until } from '../support/stage.ts'

const upTo = (count: number) => Array.from({ length: count }, (_, n) => n)
const roomy = { mailbox: { capacity: 200_000 }, ...atOnce } as const

const Speaker = protocol('speaker', {
  /** Tells so many numbers, with its name, and lets others speak in between. */
  tell: ask<{ to: ActorRef<AnyProtocol>; name: string; count: number }>(),
})
const speaker = actor(Speaker, () => ({
  async tell({ to, name, count }) {
    const { tell } = to as unknown as ActorRef<typeof Fragile>
    for (let n = 0; n < count; n++) {
      tell.note([name, n])
      if (n % 7 === 0) await settled()
    }
  },
}))

describe('the mailbox', () => {
  it('S183 keeps the order of one sender over 100 000 messages', async () => {
    const { app } = await stage({ to: child(Fragile, memory(fragile), roomy) })
    const { to } = app.children
    const count = 100_000
    for (let n = 0; n < count; n++) to.tell.note(n)
    const told = (await to.ask.told()) as number[]
    expect(told).toHaveLength(count)
    expect(told.every((value, n) => value === n)).toBe(true)
    await app.stop()
  })

  it('S184 keeps the order of each sender where several send, and mixes them as it comes', async () => {
    const { app } = await stage({
      to: child(Fragile, memory(fragile), roomy),
      a: child(Speaker, memory(speaker)),
      b: child(Speaker, memory(speaker)),
    })
    const { to, a, b } = app.children
    const count = 300
    const speaking = [a.ask.tell({ to, name: 'a', count }), b.ask.tell({ to, name: 'b', count })]
    for (let n = 0; n < count; n++) to.tell.note(['app', n])
    await Promise.all(speaking)
    const told = (await to.ask.told()) as [string, number][]
    for (const name of ['a', 'b', 'app'])
      expect(told.flatMap(([from, n]) => (from === name ? [n] : []))).toEqual(upTo(count))
    await app.stop()
  })

  it('S185 promises no order by way of a third actor: either one is right, and all arrives', async () => {
    const orders = new Set<string>()
    for (const isSlow of [false, true]) {
      const late = (deliver: () => void) =>
        isSlow ? void settled().then(() => settled().then(deliver)) : queueMicrotask(deliver)
      const { app } = await stage({
        to: child(Fragile, memory(fragile)),
        a: child(Speaker, memory(speaker, { carry: late })),
        b: child(Speaker, memory(speaker)),
      })
      const { to, a, b } = app.children
      const direct = a.ask.tell({ to, name: 'direct', count: 1 })
      const relayed = settled().then(() => b.ask.tell({ to, name: 'by way of b', count: 1 }))
      await Promise.all([direct, relayed])
      const told = (await to.ask.told()) as [string, number][]
      expect(new Set(told.map(([name]) => name))).toEqual(new Set(['direct', 'by way of b']))
      orders.add(told.map(([name]) => name).join())
      await app.stop()
    }
    expect(orders.size).toBe(2)
  })

  it('S186 handles one message at a time in each of many actors, whatever their handlers await', async () => {
    const Steps = protocol('steps', { step: ask<number>(), broken: ask<void, number>() })
    const steps = actor(Steps, () => {
      let [left, right, broken, inside] = [0, 0, 0, 0]
      return {
        async step(by) {
          if (left !== right || inside++ > 0) broken++
          left += by
          await (by % 3 === 0 ? settled() : Promise.resolve())
          right += by
          inside--
        },
        broken: () => broken,
      }
    })
    const { app } = await stage({})
    const actors = await Promise.all(
      upTo(5).map((n) => app.add(`steps-${n}`, child(Steps, memory(steps), roomy))),
    )
    const sent = actors.flatMap((it) => upTo(2_000).map((n) => it.ask.step(n)))
    await Promise.all(sent)
    expect(await Promise.all(actors.map((it) => it.ask.broken()))).toEqual([0, 0, 0, 0, 0])
    await app.stop()
  })

  it('S187 holds what comes before the setup is done, and hands it over in order', async () => {
    let letIn: (() => void) | undefined
    const handled: number[] = []
    const Late = protocol('late', { take: ask<number, number>() })
    const late = actor(Late, async () => {
      await new Promise<void>((resolve) => (letIn = resolve))
      return {
        take(n) {
          handled.push(n)
          return n
        },
      }
    })
    const { app } = await stage({})
    const added = app.add('late', child(Late, memory(late)))
    await until(() => letIn !== undefined)
    const answers = upTo(10).map((n) => app.lookup(Late, 'app/late')!.ask.take(n))
    await settled()
    expect(handled).toEqual([])
    letIn!()
    expect(await Promise.all(answers)).toEqual(upTo(10))
    expect(handled).toEqual(upTo(10))
    await added
    await app.stop()
  })

  it('S188 a full mailbox and a busy handler hold up no cancel, list, stop or kill', async () => {
    const Busy = protocol('busy', { hold: ask<void, string>(), note: tell<number>() })
    let release: (() => void) | undefined
    const busy = actor(Busy, () => ({
      hold: (_, { signal }) =>
        new Promise((resolve) => {
          release = () => resolve('released')
          signal.addEventListener('abort', () => resolve('cancelled'))
        }),
      note() {},
    }))
    const full = { mailbox: { capacity: 1 } }
    const { app, clock, events } = await stage({
      cancelled: child(Busy, memory(busy), full),
      stopped: child(Busy, memory(busy), full),
      killed: child(Busy, memory(busy), { ...full, shutdown: 10 }),
    })
    const { cancelled, stopped, killed } = app.children
    const giveUp = new AbortController()
    const holding = [
      cancelled.ask.hold(undefined, { signal: giveUp.signal }),
      killed.ask.hold(),
      stopped.ask.hold(),
    ].map((held) => held.catch(({ code }: { code: string }) => code))
    for (const it of [cancelled, stopped, killed]) while (it.tell.note(1));
    await until(() => release !== undefined)

    expect(app.list().map(({ status }) => status)).toEqual(['running', 'running', 'running'])
    giveUp.abort()
    expect(await holding[0]).toBe('cancelled')
    const stopping = app.stopChild('stopped')
    await settled()
    release!()
    await stopping
    expect(await holding[2]).toBe('released')
    const killing = app.stopChild('killed')
    await settled()
    clock.advance(10)
    await killing
    expect(await holding[1]).toBe('down')
    expect(
      events.flatMap((event) => (event.type === 'child-exited' ? [event.reason.type] : [])),
    ).toEqual(['shutdown', 'killed'])
    await app.stop()
  })

  it('S160 what a life told others outlives it, also what waits there', async () => {
    const Sender = protocol('sender', { send: ask<ActorRef<typeof Fragile>>() })
    const sender = actor(
      Sender,
      () => ({
        async send(to) {
          for (let n = 0; n < 500; n++) to.tell.note(n)
          await settled()
          throw new Error('and dies')
        },
      }),
      { onFailure: () => 'restart' },
    )
    let letIn: (() => void) | undefined
    const { app, events } = await stage({ sender: child(Sender, memory(sender), atOnce) })
    const { setup } = fragile
    const late = actor(Fragile, async (context) => {
      await new Promise<void>((resolve) => (letIn = resolve))
      return setup(context)
    })
    const added = app.add('to', child(Fragile, memory(late), roomy))
    await until(() => letIn !== undefined)
    const to = app.lookup(Fragile, 'app/to')!
    await app.children.sender.ask.send(to).catch(() => {})
    await until(() => events.some(({ type }) => type === 'child-exited'))
    letIn!()
    await added
    expect(await to.ask.told()).toEqual(upTo(500))
    await app.stop()
  })

  it('S160 when a line ends, what came over it as a tell goes on, and what was asked does not', () => {
    const over: string[] = []
    const packets: Packet[] = []
    const line = (send: (packet: Packet) => void, operation?: string) =>
      new Link({
        send,
        callee: () => ({
          submit: (request) => ({
            ...refused,
            accepted: true,
            cancel: () => over.push(`${request.operation} ${operation}`),
          }),
        }),
        control() {},
        refs: noRefs,
      })
    const far = line((packet) => packets.push(packet))
    for (const kind of ['tell', 'ask'] as const)
      far.call('to', request(kind, 1, { kind }), recordingSink())
    far.flush()
    const near = line(() => {}, 'cancelled')
    for (const packet of packets) near.receive(packet)
    near.close(reason(), 'tell')
    expect(over).toEqual(['ask cancelled'])
  })

  const Ledger = protocol('ledger', { enter: ask<{ n: number; fatal: boolean }, number>() })

  /** Writes down what begins, outside of all lives, and dies of what is fatal. */
  function ledger(begun: number[]) {
    return actor(
      Ledger,
      () => ({
        async enter({ n, fatal }) {
          begun.push(n)
          if (n % 3 === 0) await settled()
          if (fatal) throw new Error(`died of ${n}`)
          return n
        },
      }),
      { onFailure: () => 'restart' },
    )
  }

  it('S189 a crash costs the message in work and no other: none is lost, doubled or moved', async () => {
    const random = seededRandom(189)
    for (let round = 0; round < 30; round++) {
      const begun: number[] = []
      const fatal = new Set(upTo(60).filter(() => random() < 0.15))
      const { app } = await stage({ it: child(Ledger, memory(ledger(begun)), roomy) })
      const answered: number[] = []
      const ends = upTo(60).map((n) =>
        app.children.it.ask.enter({ n, fatal: fatal.has(n) }).then(
          (answer) => answered.push(answer),
          (error: unknown) => expect(error).toMatchObject({ code: 'thrown' }),
        ),
      )
      await Promise.all(ends)
      expect(begun).toEqual(upTo(60))
      expect(answered).toEqual(upTo(60).filter((n) => !fatal.has(n)))
      await app.stop()
    }
  })

  it.each([1, 8])(
    'S189 nothing begins in a life that has just crashed, %i at a time',
    async (concurrency) => {
      const begun: [life: number, n: number][] = []
      let lives = 0
      const abrupt = actor(
        Ledger,
        () => {
          const life = ++lives
          return {
            enter({ n, fatal }) {
              begun.push([life, n])
              if (fatal) throw new Error('before anything is awaited')
              return n
            },
          }
        },
        { onFailure: () => 'restart', concurrency },
      )
      const { app } = await stage({ it: child(Ledger, memory(abrupt), roomy) })
      const { it } = app.children
      const ends = await Promise.allSettled(upTo(5).map((n) => it.ask.enter({ n, fatal: n === 1 })))
      expect(ends.map(({ status }) => status === 'fulfilled')).toEqual([
        true,
        false,
        true,
        true,
        true,
      ])
      expect(begun).toEqual([
        [1, 0],
        [1, 1],
        [2, 2],
        [2, 3],
        [2, 4],
      ])
      await app.stop()
    },
  )

  it('S190 what waits outlasts starts that fail, and is answered by the one that succeeds', async () => {
    let life = 0
    const Unsteady = protocol('unsteady', { ping: ask<number, string>(), fail: ask() })
    const unsteady = actor(
      Unsteady,
      () => {
        const own = ++life
        if (own === 2 || own === 3) throw new Error('no setup today')
        return {
          ping: (n) => `${n} in life ${own}`,
          fail() {
            throw new Error('on purpose')
          },
        }
      },
      { onFailure: () => 'restart' },
    )
    const { app } = await stage({ it: child(Unsteady, memory(unsteady), atOnce) })
    const { ask: send } = app.children.it
    const failed = send.fail().catch(() => {})
    const waiting = [send.ping(1), send.ping(2)]
    await failed
    expect(await Promise.all(waiting)).toEqual(['1 in life 4', '2 in life 4'])
    await app.stop()
  })
})
