import { expect, it } from 'vitest'
import { actor, ask, child, memory, protocol } from '../../src/index.ts'
import { atOnce, Fragile, fragile, stage, until } from '../support/stage.ts'

const slow = { backoff: { immediate: 0, min: 1_000, max: 1_000, jitter: 0 } } as const

it('S147 while a restart waits, senders wait with it: the next life answers', async () => {
  const { app, clock, events } = await stage({ it: child(Fragile, memory(fragile), slow) })
  const { it } = app.children
  await expect(it.ask.crash()).rejects.toMatchObject({ code: 'thrown' })
  await until(() => events.some(({ type }) => type === 'restart-scheduled'))
  const asked = it.ask.echo('anybody there?')
  expect(it.tell.note('a note')).toBe(true)
  clock.advance(999)
  await expect(Promise.race([asked, Promise.resolve('silence')])).resolves.toBe('silence')
  clock.advance(1)
  expect([await asked, await it.ask.told()]).toEqual(['anybody there?', ['a note']])
  await app.stop()
})

it('S147 once it is stopped for good, senders hear so at once, and what is told is a dead letter', async () => {
  const { app, events } = await stage({ it: child(Fragile, memory(fragile), slow) })
  const { it } = app.children
  await app.stopChild('it')
  await expect(it.ask.echo('hello')).rejects.toMatchObject({ code: 'down' })
  expect(it.tell.note('a note')).toBe(false)
  expect(events.filter(({ type }) => type === 'dead-letter')).toMatchObject([
    { operation: 'echo', message: 'hello' },
    { operation: 'note', message: 'a note' },
  ])
  await app.stop()
})

it('S069 a clean-up that throws is told, and the restart that it was for goes on', async () => {
  const Messy = protocol('messy', { born: ask<void, number>() })
  let lives = 0
  const messy = actor(Messy, () => {
    const life = ++lives
    return {
      born: () => life,
      [Symbol.dispose]() {
        throw new Error('clean-up failed')
      },
    }
  })
  const { app, events } = await stage(
    { messy: child(Messy, memory(messy), atOnce), it: child(Fragile, memory(fragile), atOnce) },
    { strategy: 'one-for-all' },
  )
  await expect(app.children.it.ask.crash()).rejects.toMatchObject({ code: 'thrown' })
  expect(await app.children.messy.ask.born()).toBe(2)
  expect(await app.children.it.ask.echo('back')).toBe('back')
  expect(
    events.find(({ type, path }) => type === 'child-exited' && path === 'app/messy'),
  ).toMatchObject({
    reason: { type: 'error', error: { message: 'clean-up failed' } },
  })
  await app.stop()
})
