import { describe, expect, test } from 'vitest'
import { child, type Down, supervise, watch } from '@troupe/core'
import { subprocess, thread } from '../src/index.ts'
import { Parent } from './fixtures/parent.protocol.js'
import { lives, until } from './support/until.ts'

const module = new URL('./fixtures/parent.actor.js', import.meta.url)
const kinds = { thread, subprocess }
const names = ['thread', 'subprocess'] as const
const pairs = names.flatMap((outer) => names.map((inner) => [inner, outer] as const))

const start = (outer: 'thread' | 'subprocess') =>
  supervise({
    children: { outer: child(Parent, kinds[outer](module), { restart: 'temporary' }) },
    log: false,
  })

const finalDown = (ref: Parameters<typeof watch>[0]) =>
  new Promise<Down>((resolve) => watch(ref, (down) => down.final && resolve(down)))

describe.each(pairs)('a %s inside a %s', (inner, outer) => {
  test('answers the app, comes back after a crash, and stops with its parent', async () => {
    await using app = await start(outer)
    const ref = await app.children.outer.ask.spawn({ kind: inner })
    expect(ref.path).toBe('app/outer/inner')
    expect(await ref.ask.echo([1, new Uint8Array([2])])).toEqual([1, new Uint8Array([2])])
    await expect(ref.ask.run('process.exit(5)')).rejects.toMatchObject({
      code: 'down',
      details: { reason: { type: 'exit', code: 5 } },
    })
    expect(await ref.ask.echo('again')).toBe('again')
    const pid = (await ref.ask.run('return process.pid')) as number
    const down = finalDown(ref)
    await app.stop()
    expect((await down).path).toBe('app/outer/inner')
    if (pid !== process.pid) expect(await until(() => !lives(pid), 5_000)).toBe(true)
  })

  test('S089 does not outlive a parent that leaves without a word while it is busy', async () => {
    await using app = await start(outer)
    const ref = await app.children.outer.ask.spawn({ kind: inner })
    const pid = (await ref.ask.run('return process.pid')) as number
    const busy = ref.ask.run('for (;;) {}').catch((error: unknown) => error)
    const down = finalDown(ref)
    await app.children.outer.ask.exit().catch(() => {})
    expect(await busy).toMatchObject({ code: 'down' })
    expect(await down).toMatchObject({ final: true })
    if (pid !== process.pid) expect(await until(() => !lives(pid), 5_000)).toBe(true)
  })
})

test('a thread inside a thread refuses native code, which nobody could wait for', async () => {
  await using app = await start('thread')
  await expect(
    app.children.outer.ask.spawn({ kind: 'thread', allowThread: true }),
  ).rejects.toMatchObject({ code: 'unsupported' })
})
