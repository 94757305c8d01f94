import { describe, expect, it } from 'vitest'
import { lives } from '../../src/actor/watch.ts'
import { actor, ask, child, memory, protocol, supervisor, watch } from '../../src/index.ts'
import { rejection } from '../support/rejection.ts'
import { settled } from '../support/sink.ts'
import { atOnce, Fragile, fragile, listener, stage, until } from '../support/stage.ts'

const one = () => child(Fragile, memory(fragile), atOnce)
const brief = () => child(Fragile, memory(fragile), { restart: 'temporary' })

const Slow = protocol('slow', { hello: ask<void, string>() })

/** An actor whose setups end as they are told to. */
function slow(setups: readonly (() => unknown)[]) {
  let life = 0
  return actor(Slow, async () => {
    await setups[life++]?.()
    return { hello: () => `from life ${life}` }
  })
}
const never = () => new Promise(() => {})
const failing = () => {
  throw new Error('no setup today')
}

describe('names', () => {
  it('S174 the owner of a name keeps it, and who is refused leaves nothing behind', async () => {
    const { app, events } = await stage({ a: one(), inner: supervisor({ children: { a: one() } }) })
    const { a, inner } = app.children
    await a.ask.add(1)
    const before = app.list()
    await expect(app.add('a', one())).rejects.toMatchObject({
      code: 'name-taken',
      message: expect.stringContaining('app/a') as string,
    })
    expect(await a.ask.add(1)).toBe(2)
    expect(app.list()).toEqual(before)
    expect(app.lookup(Fragile, 'app/a')!.address).toBe(a.address)
    expect(inner.children.a.path).toBe('app/inner/a')
    expect(events.filter(({ type }) => type === 'child-starting')).toHaveLength(2)
    await app.stop()
  })

  it('S174 of two that want a name at the same time one gets it', async () => {
    const { app } = await stage({})
    const both = await Promise.allSettled([app.add('a', one()), app.add('a', one())])
    expect(both.map(({ status }) => status)).toEqual(['fulfilled', 'rejected'])
    expect(await app.lookup(Fragile, 'app/a')!.ask.add(1)).toBe(1)
    await app.stop()
  })

  it('S175 a crash that ends an actor for good frees its name, and all that is kept of it', async () => {
    const { app } = await stage({})
    const a = await app.add('a', brief())
    await a.ask.crash().catch(() => {})
    await until(() => app.lookup(Fragile, 'app/a') === undefined)
    expect(app.list()).toEqual([])
    expect(lives.has(a.address)).toBe(false)
    await app.stop()
  })

  it('S177 a setup that fails frees the name at once', async () => {
    const { app } = await stage({})
    const setups = slow([failing])
    await expect(app.add('a', child(Slow, memory(setups)))).rejects.toMatchObject({
      code: 'start-failed',
      cause: { message: 'no setup today' },
    })
    expect(app.lookup(Slow, 'app/a')).toBeUndefined()
    expect(app.list()).toEqual([])
    const a = await app.add('a', child(Slow, memory(setups)))
    expect(await a.ask.hello()).toBe('from life 2')
    await app.stop()
  })

  it('S178 a start that is given up frees the name, by its time-out or by a stop', async () => {
    const { app, clock } = await stage({})
    let begun = 0
    const hang = () => {
      begun++
      return never()
    }
    const setups = slow([hang, hang])
    const definition = () => child(Slow, memory(setups), { startTimeout: 10 })

    const late = app.add('a', definition())
    void late.catch(() => {})
    await until(() => begun === 1)
    clock.advance(10)
    await expect(late).rejects.toMatchObject({ code: 'start-failed' })
    expect(app.lookup(Slow, 'app/a')).toBeUndefined()

    const abandoned = expect(app.add('a', definition())).rejects.toMatchObject({ code: 'down' })
    await until(() => begun === 2)
    await app.stopChild('a')
    await abandoned
    expect(app.lookup(Slow, 'app/a')).toBeUndefined()
    expect(app.list()).toEqual([{ id: 'a', type: 'worker', status: 'stopped' }])
    await app.restartChild('a')
    expect(await app.lookup(Slow, 'app/a')!.ask.hello()).toBe('from life 3')
    await app.stopChild('a')
    await app.deleteChild('a')
    expect(await (await app.add('a', definition())).ask.hello()).toBe('from life 4')
    await app.stop()
  })

  it('S179 a name leads to the present life; what comes between two lives waits for the next', async () => {
    const { app, clock } = await stage({
      a: child(Fragile, memory(fragile), { backoff: { min: 50, max: 50, immediate: 0 } }),
      b: one(),
    })
    const named = () => app.lookup(Fragile, 'app/a')!
    await named().ask.add(5)
    const hears = listener()
    watch(named(), hears)
    await named()
      .ask.crash()
      .catch(() => {})
    await until(() => hears.downs.length > 0 && clock.pending > 0)
    const between = named().ask.add(1)
    await settled()
    clock.advance(50)
    expect(await between).toBe(1)
    expect(await named().ask.add(1)).toBe(2)
    expect(await app.children.b.ask.add(0)).toBe(0)
    await app.stop()
  })

  it('S180 nobody gets a name from a tree that is stopping or over', async () => {
    const { app } = await stage({ a: one() })
    const stopping = app.stop()
    const whileStopping = app.add('b', one())
    await expect(whileStopping).rejects.toMatchObject({ code: 'down' })
    await stopping
    await expect(app.add('b', one())).rejects.toMatchObject({ code: 'down' })
    for (const id of ['a', 'b']) expect(app.lookup(Fragile, `app/${id}`)).toBeUndefined()
  })

  it('S179 the names of what a zombie holds inside are free when its replacement starts', async () => {
    const Parent = protocol('parent', { spawn: ask() })
    const parent = actor(Parent, ({ self }) => ({
      spawn: async () => void (await self.spawn('kid', brief())),
    }))
    let isFrozen = false
    const isolate = memory(parent)
    const { app, clock } = await stage({
      parent: child(
        Parent,
        {
          ...isolate,
          start(context) {
            const frozen = isFrozen
            const line = isolate.start(context)
            return {
              send: (packet) => (isFrozen && !frozen ? undefined : line.send(packet)),
              kill: () => (frozen ? line.kill() : undefined),
              exited: frozen ? line.exited : new Promise(() => {}),
            }
          },
        },
        { stallTimeout: 100, zombieAfter: 1_000, ...atOnce },
      ),
    })
    const { parent: it } = app.children
    await it.ask.spawn()
    const kid = () => app.lookup(Fragile, 'app/parent/kid')
    const { address } = kid()!
    isFrozen = true
    // A zombie may still begin it, so nobody else is given it.
    const inDoubt = rejection(it.ask.spawn())
    clock.advance(100)
    expect(kid()!.address).toBe(address)
    clock.advance(1_000)
    expect(kid()).toBeUndefined()
    expect(await inDoubt).toMatchObject({ code: 'down' })
    await it.ask.spawn()
    expect(kid()!.address).not.toBe(address)
    await app.stop()
  })
})
