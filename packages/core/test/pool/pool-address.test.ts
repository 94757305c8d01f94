import { expect, test } from 'vitest'
import { actor, ask, type Down, memory, pool, protocol, supervise, watch } from '../../src/index.ts'

const Square = protocol('square', { of: ask<number, number>(), crash: ask() })
const square = actor(
  Square,
  () => ({
    of: (n) => n * n,
    crash() {
      throw new Error('as asked')
    },
  }),
  { onFailure: () => 'restart' },
)

const start = (restarts?: { max: number; within: number }) =>
  supervise({
    children: {
      squares: pool(Square, memory(square), { size: 2, restarts, backoff: { min: 0, max: 0 } }),
    },
    log: false,
  })

test('a pool is found by its path, and not any more when it is stopped', async () => {
  await using app = await start()
  expect(await app.lookup(Square, 'app/squares')!.ask.of(3)).toBe(9)
  await app.stopChild('squares')
  expect(app.lookup(Square, 'app/squares')).toBeUndefined()
})

test('a pool’s watcher hears when the pool ends, not when a member does', async () => {
  await using app = await start({ max: 1, within: 60_000 })
  const { squares } = app.children
  const heard: Down[] = []
  const down = new Promise<void>((resolve) =>
    watch(squares, (told) => {
      heard.push(told)
      resolve()
    }),
  )
  await squares.ask.crash().catch(() => {})
  expect(await squares.ask.of(2)).toBe(4)
  expect(heard).toEqual([])
  await squares.ask.crash().catch(() => {})
  await down
  expect(heard[0]).toMatchObject({ path: 'app/squares', reason: { type: 'gave-up' } })
})

test('watching a pool that is gone says so at once', async () => {
  const app = await start()
  await app.stop()
  const down = await new Promise<Down>((resolve) => watch(app.children.squares, resolve))
  expect(down).toMatchObject({ final: true, reason: { type: 'no-actor' } })
})
