import { describe, expect, it } from 'vitest'
import { lives } from '../../src/actor/watch.ts'
import { actor, ask, child, memory, protocol, type ActorRef, watch } from '../../src/index.ts'
import { settled } from '../support/sink.ts'
import { atOnce, Fragile, fragile, listener, stage, until } from '../support/stage.ts'

const one = () => child(Fragile, memory(fragile), atOnce)
const brief = () => child(Fragile, memory(fragile), { restart: 'temporary' })

describe('watch()', () => {
  it('S148 tells of an end once and never again', async () => {
    const { app } = await stage({ target: brief() })
    const hears = listener()
    watch(app.children.target, hears)
    await app.children.target.ask.quit()
    await app.stop()
    await settled()
    expect(hears.downs).toEqual([
      { path: 'app/target', reason: { type: 'normal' }, incarnation: 1, final: true },
    ])
  })

  it('S149 answers at once where the actor is gone for good, or never was in this tree', async () => {
    const { app } = await stage({ target: brief(), kept: one() })
    const { target, kept } = app.children
    await target.ask.quit()
    await app.stopChild('kept')
    const hears = listener()
    for (const ref of [target, kept]) watch(ref, hears)
    await settled()
    await app.stop()
    watch(kept, hears)
    await settled()
    const gone = { reason: { type: 'no-actor' }, incarnation: 0, final: true }
    expect(hears.downs).toEqual([
      { path: 'app/target', ...gone },
      { path: 'app/kept', ...gone },
      { path: 'app/kept', ...gone },
    ])
  })

  it('S150 S151 tells each watcher once, in the order of watching, but not those that left', async () => {
    const { app } = await stage({ target: brief() })
    const order: string[] = []
    const watchers = ['first', 'left', 'last'].map((name) =>
      watch(app.children.target, () => order.push(name)),
    )
    watchers[1]!()
    await app.children.target.ask.quit()
    await app.stop()
    expect(order).toEqual(['first', 'last'])
  })

  it('S152 ending the watch revokes a notice that is under way', async () => {
    const { app } = await stage({ target: brief() })
    const { target } = app.children
    const hears = listener()
    const revocations: (() => void)[] = []
    watch(target, () => revocations.forEach((revoke) => revoke()))
    revocations.push(watch(target, hears))
    await app.stop()
    expect(hears.downs).toEqual([])
    watch(target, hears)()
    await settled()
    expect(hears.downs).toEqual([])
  })

  it('S152 an ended watch that is ended again does not end the one after it', async () => {
    const { app } = await stage({ target: brief() })
    const hears = listener()
    const end = watch(app.children.target, hears)
    end()
    watch(app.children.target, hears)
    end()
    await app.stop()
    expect(hears.downs).toHaveLength(1)
  })

  it('S153 tells of each life that is over, and which of them was the last', async () => {
    const { app } = await stage({ target: one() }, { restarts: { max: 2, within: 1_000 } })
    const hears = listener()
    watch(app.children.target, hears)
    for (let n = 0; n < 3; n++) await app.children.target.ask.crash().catch(() => {})
    expect(await app.exited).toMatchObject({
      type: 'gave-up',
      child: 'target',
      reason: { type: 'error', error: { message: 'on purpose' } },
    })
    expect(hears.downs.map(({ incarnation, final }) => [incarnation, final])).toEqual([
      [1, false],
      [2, false],
      [3, true],
    ])
    expect(hears.downs[2]!.reason).toMatchObject({ type: 'error' })
  })

  it('S153 tells once more when no life follows after all', async () => {
    const { app, clock } = await stage({
      target: child(Fragile, memory(fragile), { backoff: { min: 50, max: 50, immediate: 0 } }),
    })
    const hears = listener()
    watch(app.children.target, hears)
    await app.children.target.ask.crash().catch(() => {})
    await until(() => clock.pending > 0)
    await app.stopChild('target')
    expect(hears.downs.map(({ final }) => final)).toEqual([false, true])
  })

  it('S154 the same function watches an actor once; several functions watch it each', async () => {
    const { app } = await stage({ target: brief() })
    const { target } = app.children
    const twice = listener()
    const other = listener()
    expect(watch(target, twice)).toBe(watch(target, twice))
    watch(target, other)
    await app.stop()
    expect(twice.downs).toHaveLength(1)
    expect(other.downs).toHaveLength(1)
  })

  it('S156 what a watcher throws is uncaught where it watches, and keeps nobody else from hearing', async () => {
    const { app } = await stage({ target: one(), bystander: one() })
    const { target, bystander } = app.children
    const hears = listener()
    const uncaught = new Promise((resolve) => {
      const others = process.listeners('uncaughtException')
      process.removeAllListeners('uncaughtException')
      process.once('uncaughtException', (error) => {
        for (const other of others) process.on('uncaughtException', other)
        resolve(error)
      })
    })
    const end = watch(target, () => {
      end()
      throw new RangeError('unhandled notice')
    })
    watch(target, hears)
    await target.ask.crash().catch(() => {})
    expect(await uncaught).toMatchObject({ message: 'unhandled notice' })
    expect(await target.ask.echo('restarted')).toBe('restarted')
    expect(await bystander.ask.add(1)).toBe(1)
    expect(hears.downs).toHaveLength(1)
    await app.stop()
  })

  it('S157 a namesake is another actor: its end is no news of the old one, nor the other way round', async () => {
    const { app } = await stage({})
    const hearsOld = listener()
    const hearsNew = listener()
    const old = await app.add('kid', brief())
    watch(old, hearsOld)
    await old.ask.quit()
    await until(() => app.list().length === 0)
    const kid = await app.add('kid', brief())
    expect(kid.address).not.toBe(old.address)
    watch(kid, hearsNew)
    expect(hearsOld.downs).toHaveLength(1)
    await kid.ask.crash().catch(() => {})
    await app.stop()
    expect(hearsOld.downs.map(({ reason }) => reason.type)).toEqual(['normal'])
    expect(hearsNew.downs.map(({ reason }) => reason.type)).toEqual(['error'])
  })

  it('S158 tells nobody who does not watch this very actor', async () => {
    const { app } = await stage({ target: one(), other: one() })
    const hears = listener()
    watch(app.children.other, hears)
    await app.children.target.ask.crash().catch(() => {})
    lives.down('no such address', {
      path: 'app/other',
      reason: { type: 'killed' },
      incarnation: 1,
      final: true,
    })
    await settled()
    expect(hears.downs).toEqual([])
    await app.stop()
  })

  it('S159 S176 the name is free when the watcher hears of the end, and can be taken there', async () => {
    const { app } = await stage({ target: brief() })
    const { target } = app.children
    const successor = new Promise<ActorRef<typeof Fragile>>((resolve, reject) => {
      watch(target, () => {
        if (app.lookup(Fragile, 'app/target') !== undefined) reject(new Error('the name is taken'))
        app.add('target', brief()).then(resolve, reject)
      })
    })
    await target.ask.quit()
    expect(await (await successor).ask.add(1)).toBe(1)
    expect(app.lookup(Fragile, 'app/target')!.address).toBe((await successor).address)
    await app.stop()
  })

  it('S160 all that a life sent arrives before the news of its end', async () => {
    const Sender = protocol('sender', { send: ask<ActorRef<typeof Fragile>>() })
    const sender = actor(
      Sender,
      ({ log }) => ({
        send(to) {
          for (let n = 0; n < 1_000; n++) {
            to.tell.note(n)
            log.info(String(n))
          }
          throw new Error('and dies')
        },
      }),
      { onFailure: () => 'restart' },
    )
    const { app, events } = await stage({
      sender: child(Sender, memory(sender), { restart: 'temporary' }),
      receiver: child(Fragile, memory(fragile), { mailbox: { capacity: 2_000 } }),
    })
    const { receiver } = app.children
    const atDown = new Promise<{ told: Promise<unknown[]>; logged: number }>((resolve) => {
      watch(app.children.sender, () =>
        resolve({
          told: receiver.ask.told(),
          logged: events.filter(({ type }) => type === 'log').length,
        }),
      )
    })
    void app.children.sender.ask.send(receiver).catch(() => {})
    const { told, logged } = await atDown
    expect(logged).toBe(1_000)
    expect(await told).toEqual(Array.from({ length: 1_000 }, (_, n) => n))
    await app.stop()
  })

  it('S161 nothing is kept of watches that are over, nor of targets that are gone', async () => {
    const { app } = await stage({})
    const targets = await Promise.all(
      Array.from({ length: 200 }, (_, n) => app.add(`target-${n}`, brief())),
    )
    const hears = listener()
    const ends = targets.flatMap((target) =>
      Array.from({ length: 50 }, () => watch(target, (down) => hears(down))),
    )
    for (const end of ends.slice(0, -1)) end()
    expect(targets.map(({ address }) => lives.watchers(address))).toEqual([
      ...new Array<number>(199).fill(0),
      1,
    ])
    await app.stop()
    expect(hears.downs).toHaveLength(1)
    expect(targets.filter(({ address }) => lives.has(address))).toEqual([])
  })

  it('S162 says how it ended: by itself, by order, by an error, by force, or never was', async () => {
    const { app } = await stage({
      normal: brief(),
      shutdown: brief(),
      error: brief(),
      killed: child(Fragile, memory(fragile), { restart: 'temporary', shutdown: 'brutal-kill' }),
      'no-actor': brief(),
    })
    const hears = listener()
    const { children } = app
    await app.stopChild('no-actor')
    for (const ref of Object.values(children)) watch(ref, hears)
    await children.normal.ask.quit()
    await app.stopChild('shutdown')
    await children.error.ask.crash('oh').catch(() => {})
    await app.stopChild('killed')
    await until(() => hears.downs.length === 5)
    expect(new Set(hears.downs.map(({ path, reason }) => `${path} ${reason.type}`))).toEqual(
      new Set(Object.keys(children).map((reason) => `app/${reason} ${reason}`)),
    )
    expect(hears.downs.find(({ path }) => path === 'app/error')!.reason).toMatchObject({
      error: { name: 'RangeError', message: 'oh' },
    })
    await app.stop()
  })

  it('S165 an actor that is restarted while its target ends learns of it in its next life', async () => {
    const Watchful = protocol('watchful', { fail: ask(), heard: ask<void, string[]>() })
    const { app } = await stage({ target: brief() })
    const { target } = app.children
    let letIn: (() => void) | undefined
    let life = 0
    const watchful = actor(
      Watchful,
      async () => {
        if (++life > 1) await new Promise<void>((resolve) => (letIn = resolve))
        const heard: string[] = []
        watch(target, ({ reason }) => heard.push(reason.type))
        return {
          heard: () => heard,
          fail() {
            throw new Error('on purpose')
          },
        }
      },
      { onFailure: () => 'restart' },
    )
    const watcher = await app.add('watcher', child(Watchful, memory(watchful), atOnce))
    await watcher.ask.fail().catch(() => {})
    await until(() => letIn !== undefined)
    await app.stopChild('target')
    letIn!()
    expect(await watcher.ask.heard()).toEqual(['no-actor'])
    await app.stop()
  })
})
