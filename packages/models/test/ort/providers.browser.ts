import { expect, test } from 'vitest'
import { startDoubler } from './browser/start.ts'

test('without a GPU the next provider computes, and no attempt is spent', async () => {
  const { app, doubler, events } = await startDoubler('webgpu,wasm')
  await using _ = app
  expect(await doubler.ask.provider()).toBe('wasm')
  expect(await doubler.ask.double([1, 2, 3, 4])).toEqual([2, 4, 6, 8])
  expect(events.filter(({ type }) => type === 'child-starting')).toHaveLength(1)
})

test('a start that fails with every provider fails with the last one’s error', async () => {
  await expect(startDoubler('nonsense,other')).rejects.toThrow(
    /onnxruntime cannot load test.doubler/,
  )
})
