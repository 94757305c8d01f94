import { describe, expect, it } from 'vitest'
import { child, memory, watch } from '../../src/index.ts'
import { settled } from '../support/sink.ts'
import { atOnce, Fragile, fragile, listener, stage, until } from '../support/stage.ts'

const kept = () => child(Fragile, memory(fragile), { restart: 'transient', ...atOnce })

describe('a crash and those around it', () => {
  it('S167 a normal end leaves its group as it is', async () => {
    const { app } = await stage({ a: kept(), b: kept() }, { strategy: 'one-for-all' })
    const hears = listener()
    watch(app.children.b, hears)
    await app.children.b.ask.add(5)
    await app.children.a.ask.quit()
    await until(() => app.list()[0]!.status === 'stopped')
    expect(hears.downs).toEqual([])
    expect(await app.children.b.ask.add(1)).toBe(6)
    await app.stop()
  })

  it('S168 a watcher gets the crash as news, with its error, and goes on', async () => {
    const { app } = await stage({ a: kept(), b: kept() })
    const { a, b } = app.children
    watch(a, ({ reason }) => b.tell.note(reason))
    await a.ask.crash('the very reason').catch(() => {})
    await a.ask.echo('restarted')
    expect(await b.ask.told()).toMatchObject([
      { type: 'error', error: { name: 'RangeError', message: 'the very reason' } },
    ])
    await app.stop()
  })

  it('S169 a kill asks nobody, and shows as one to those who watch', async () => {
    const { app } = await stage({
      a: child(Fragile, memory(fragile), { shutdown: 'brutal-kill' }),
      b: kept(),
    })
    const { a, b } = app.children
    const hears = listener()
    watch(a, hears)
    await app.stopChild('a')
    expect(hears.downs.map(({ reason }) => reason)).toEqual([{ type: 'killed' }])
    expect(await b.ask.add(1)).toBe(1)
    await app.stop()
  })

  it('S170 an actor ends itself with `normal`; from outside it is told to stop, which is `shutdown`', async () => {
    const { app } = await stage({ a: kept(), b: kept() })
    const { a, b } = app.children
    const hears = listener()
    for (const ref of [a, b]) watch(ref, hears)
    await a.ask.quit()
    await until(() => hears.downs.length === 1)
    await app.stopChild('b')
    expect(hears.downs.map(({ path, reason }) => [path, reason.type])).toEqual([
      ['app/a', 'normal'],
      ['app/b', 'shutdown'],
    ])
    await app.stop()
  })

  it('S171 who turns to the dead is answered, by watch as by ask', async () => {
    const { app } = await stage({ a: kept() })
    const { a } = app.children
    await app.stopChild('a')
    const hears = listener()
    watch(a, hears)
    await expect(a.ask.echo(1)).rejects.toMatchObject({ code: 'down' })
    expect(a.tell.note(1)).toBe(false)
    await settled()
    expect(hears.downs.map(({ reason }) => reason.type)).toEqual(['no-actor'])
    await app.stop()
  })
})
