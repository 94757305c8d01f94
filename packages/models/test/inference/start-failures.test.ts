import { ActorError, child, memory, supervise } from '@troupe/core'
import { describe, expect, test } from 'vitest'
import { inference, type InferenceOptions } from '../../src/inference.ts'
import { ort } from '../../src/ort/node.ts'
import { registry } from '../../src/registry.ts'
import type { ModelSource } from '../../src/source/source.ts'
import { memoryStore } from '../../src/store/memory.ts'
import { fakeBackend } from '../../src/testing/index.ts'
import { doubler } from '../support/doubler.ts'
import { manifestOf } from '../support/manifest.ts'
import { Doubler, doublerActor, doublerManifest, fakeModel, registryOf } from './doubler-actor.ts'

/** Why an actor does not start. */
async function startFailure(options: Partial<InferenceOptions<'net'>>): Promise<unknown> {
  const error = await supervise({
    log: false,
    children: { doubler: child(Doubler, memory(doublerActor(options)), { allowThread: true }) },
  }).then(
    async (app) => app.stop().then(() => undefined),
    (error: unknown) => error,
  )
  expect(ActorError.is(error, 'start-failed')).toBe(true)
  let cause = error
  while (ActorError.is(cause, 'start-failed')) cause = cause.cause
  return cause
}

describe('inference() that cannot start', () => {
  test('inference() names an unknown model and what is near', async () => {
    const cause = await startFailure({ models: { net: 'test/dubler' } })
    if (!ActorError.is(cause, 'model-unknown')) throw cause
    expect(cause.details.near).toEqual(['test/doubler'])
  })

  test.each([
    ['wrong', doubler.map((byte, index) => (index === 20 ? byte ^ 1 : byte))],
    ['truncated', doubler.subarray(0, 60)],
  ])('inference() refuses a %s file and names it', async (_what, bytes) => {
    const cause = await startFailure({ registry: registryOf(doublerManifest(), bytes) })
    if (!ActorError.is(cause, 'model-corrupt')) throw cause
    expect(cause.details).toMatchObject({
      model: 'test/doubler@1.0.0',
      file: 'model.onnx',
      source: 'https://host/x',
    })
  })

  test('inference() refuses a model of another shape than its manifest says', async () => {
    const backend = fakeBackend(fakeModel)
    const inputs = [{ name: 'x', type: 'float32' as const, shape: ['batch', 3] }]
    const cause = await startFailure({ registry: registryOf(doublerManifest({ inputs })), backend })
    if (!ActorError.is(cause, 'model-invalid')) throw cause
    expect(cause.details.issues).toEqual([
      'input is x: float32[batch, 2] in the model and x: float32[batch, 3] in the manifest',
    ])
    expect(backend.open).toBe(0)
  })

  test('inference() refuses a file that is what the manifest says and no model', async () => {
    const text = new TextEncoder().encode('no model')
    const cause = await startFailure({
      registry: registryOf(manifestOf(text, ['https://host/x']), text),
      backend: ort,
    })
    if (!ActorError.is(cause, 'model-invalid')) throw cause
    expect(cause.message).toContain('test/doubler@1.0.0')
  })

  test('inference() names the model whose warm-up fails, and disposes it', async () => {
    const backend = fakeBackend({
      ...fakeModel,
      run: () => {
        throw new RangeError('too large')
      },
    })
    const manifest = doublerManifest({ warmUp: { axes: { batch: 3 } } })
    const cause = await startFailure({ registry: registryOf(manifest), backend })
    if (!ActorError.is(cause, 'model-invalid')) throw cause
    expect(cause.message).toMatch(/^test\/doubler@1.0.0: its warm-up failed: too large\. Correct/)
    expect(backend.open).toBe(0)
  })

  test('inference() says what its setup returned instead of handlers', async () => {
    const backend = fakeBackend(fakeModel)
    const models = { net: 'test/doubler' }
    const empty = inference(
      Doubler,
      { models, registry: registryOf(doublerManifest()), backend },
      () => null as never,
    )
    const start = supervise({ log: false, children: { empty: child(Doubler, memory(empty)) } })
    await expect(start).rejects.toThrow('its setup returned null instead of handlers')
    expect(backend.open).toBe(0)
  })

  test('inference() gives up its start when it is told to stop', async () => {
    const never: ModelSource = {
      schemes: ['https:'],
      download: ({ signal }) =>
        new Promise((_, reject) => signal!.addEventListener('abort', () => reject(signal!.reason))),
    }
    const manifests = [doublerManifest()]
    const waiting = registry({ catalogue: [], manifests, sources: [never], store: memoryStore() })
    const controller = new AbortController()
    const start = doublerActor({ registry: waiting, backend: fakeBackend(fakeModel) }).setup({
      signal: controller.signal,
      native: async (work: () => unknown) => work(),
      progress: () => {},
    } as never)
    controller.abort(new Error('stop'))
    await expect(start).rejects.toThrow('was given up')
  })
})
