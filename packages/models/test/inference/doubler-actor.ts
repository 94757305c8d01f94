import { ask, protocol, type } from '@troupe/core'
import { inference, type InferenceOptions } from '../../src/inference.ts'
import type { Manifest } from '../../src/manifest.ts'
import { registry } from '../../src/registry.ts'
import type { ModelSource } from '../../src/source/source.ts'
import { memoryStore } from '../../src/store/memory.ts'
import { tensor } from '../../src/tensor.ts'
import type { FakeModel } from '../../src/testing/index.ts'
import { doubler } from '../support/doubler.ts'
import { manifestOf } from '../support/manifest.ts'

export const Doubler = protocol(
  'doubler',
  { double: ask<number[], number[]>() },
  { options: type<{ extra: number } | undefined>() },
)

/** Sends a model's bytes without a network. */
export const remote = (bytes: Uint8Array): ModelSource => ({
  schemes: ['https:'],
  async download(_request, unfinished) {
    for (let at = 0; at < bytes.length; at += 16)
      await unfinished.append(bytes.subarray(at, at + 16))
  },
})

export function registryOf(manifest: Manifest, bytes: Uint8Array = doubler) {
  return registry({
    catalogue: [],
    manifests: [manifest],
    sources: [remote(bytes)],
    store: memoryStore(),
  })
}

export const doublerManifest = (changes: Partial<Manifest> = {}) =>
  manifestOf(doubler, ['https://host/x'], changes)

export const fakeModel: FakeModel = {
  inputs: [{ name: 'x', type: 'float32', shape: ['batch', 2] }],
  outputs: [{ name: 'y', type: 'float32', shape: ['batch', 2] }],
  run: ({ x }) => ({
    y: tensor(
      'float32',
      x!.shape,
      (x!.data as Float32Array).map((number) => 2 * number),
    ),
  }),
}

export function doublerActor(options: Partial<InferenceOptions<'net'>> = {}) {
  return inference(
    Doubler,
    { models: { net: 'test/doubler' }, registry: registryOf(doublerManifest()), ...options },
    ({ models, options }) => ({
      async double(numbers) {
        const x = tensor('float32', [numbers.length / 2, 2], Float32Array.from(numbers))
        const { y } = await models.net.session.run({ x })
        return Array.from(y!.data as Float32Array, (number) => number + (options?.extra ?? 0))
      },
    }),
  )
}
