import { watch } from '@troupe/core'
import { expect, test } from 'vitest'
import { startDoubler } from './browser/start.ts'

test('a GPU computes where there is one, many runs at a time', async () => {
  const { app, doubler } = await startDoubler('webgpu,wasm')
  await using _ = app
  expect(await doubler.ask.provider()).toBe('webgpu')
  const answers = await Promise.all([1, 2, 3, 4].map((n) => doubler.ask.double([n, n])))
  expect(answers).toEqual([1, 2, 3, 4].map((n) => [2 * n, 2 * n]))
})

test('a provider that fails gives way to the next one within one start, in a fresh isolate', async () => {
  const { app, doubler, events } = await startDoubler('nonsense,webgpu')
  await using _ = app
  expect(await doubler.ask.provider()).toBe('webgpu')
  expect(events.filter(({ type }) => type === 'child-starting')).toHaveLength(1)
})

test('a GPU that is lost is a crash, and the restart begins with the next provider', async () => {
  const { app, doubler } = await startDoubler('webgpu,wasm')
  await using _ = app
  const down = new Promise((resolve) => watch(doubler, ({ reason }) => resolve(reason)))
  await doubler.ask.loseGpu()
  expect(await down).toMatchObject({ type: 'error', error: { code: 'attempt-failed' } })
  expect(await doubler.ask.double([5, 6])).toEqual([10, 12])
  expect(await doubler.ask.provider()).toBe('wasm')
})
