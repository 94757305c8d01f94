import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { ActorError } from '@troupe/core'
import { describe, expect, test } from 'vitest'
import { registry } from '../../src/registry.ts'
import { http } from '../../src/source/http.ts'
import type { ModelSource } from '../../src/source/source.ts'
import { memoryStore } from '../../src/store/memory.ts'
import { temporaryFolder } from '../support/folder.ts'
import { HurriedClock } from '../support/hurried-clock.ts'
import { manifestOf, sha256 } from '../support/manifest.ts'

const bytes = new TextEncoder().encode('the weights')
const catalogue = [] as const

async function rejection(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => undefined,
    (error: unknown) => error,
  )
}

test('registry() refuses manifests that are no list', () => {
  for (const manifests of [5, null, {}, 'all'])
    expect(() => registry({ manifests: manifests as never })).toThrow(
      expect.objectContaining({
        code: 'invalid-argument',
        details: { argument: 'manifests', hint: expect.any(String) },
      }),
    )
})

describe('registry().resolve()', () => {
  test('registry().resolve() finds by id, version and alias', () => {
    const one = manifestOf(bytes, ['file:x'], { version: '1.0.0', aliases: ['stable'] })
    const two = manifestOf(bytes, ['file:x'], { version: '2.0.0' })
    const models = registry({ catalogue, manifests: [one, two] })
    expect(models.ids()).toEqual(['test/doubler'])
    expect(models.resolve('test/doubler').version).toBe('2.0.0')
    expect(models.resolve('test/doubler@latest').version).toBe('2.0.0')
    expect(models.resolve('test/doubler@stable').version).toBe('1.0.0')
    expect(models.resolve('test/doubler@1.0.0').version).toBe('1.0.0')
  })

  test('registry().resolve() prefers own manifests to shipped ones', () => {
    const shipped = manifestOf(bytes, ['file:x'], { description: 'shipped' })
    const own = manifestOf(bytes, ['file:x'], { description: 'own' })
    const models = registry({ catalogue: [{ manifest: shipped }], manifests: [own] })
    expect(models.resolve('test/doubler').description).toBe('own')
  })

  test('registry().resolve() refuses an unknown id and says what is near', () => {
    const models = registry({ catalogue, manifests: [manifestOf(bytes, ['file:x'])] })
    expect(() => models.resolve('test/dubler')).toThrow('Did you mean test/doubler?')
  })

  test('registry().resolve() refuses what is no text', () => {
    for (const reference of [undefined, null, 5, {}]) {
      expect(() => registry().resolve(reference as never)).toThrow(
        expect.objectContaining({ code: 'invalid-argument' }),
      )
    }
  })

  test('registry() refuses a wrong manifest at once', () => {
    expect(() => registry({ catalogue, manifests: [{ id: 'a/b' }] })).toThrow(
      'The manifest of a/b is invalid',
    )
  })

  test('registry() brings the shipped manifests', () => {
    expect(registry().ids()).toContain('voice-activity/silero')
  })
})

describe('registry().load()', () => {
  test('registry().load() verifies a local file and uses it where it lies', async () => {
    await using folder = await temporaryFolder()
    const path = join(folder.path, 'model.onnx')
    await writeFile(path, bytes)
    const manifest = manifestOf(bytes, [pathToFileURL(path).href])
    const { model, files } = await registry({
      catalogue,
      manifests: [manifest],
      store: memoryStore(),
    }).load('test/doubler')
    expect(model).toBe(path)
    expect(await files['model.onnx']!.bytes()).toEqual(Buffer.from(bytes))
  })

  test('registry().load() resolves ./ from the place of the manifest', async () => {
    await using folder = await temporaryFolder()
    await mkdir(join(folder.path, 'nets'))
    await writeFile(join(folder.path, 'nets', 'model.onnx'), bytes)
    const manifest = manifestOf(bytes, ['./nets/model.onnx'])
    const base = pathToFileURL(join(folder.path, 'manifest.json'))
    const { model } = await registry({ catalogue, manifests: [manifest], base }).load(
      'test/doubler',
    )
    expect(model).toBe(join(folder.path, 'nets', 'model.onnx'))
    const placeless = await rejection(
      registry({ catalogue, manifests: [manifest] }).load('test/doubler'),
    )
    expect((placeless as Error).message).toContain('pass registry({ base })')
  })

  test('registry().load() calls weights what the network calls them', async () => {
    await using folder = await temporaryFolder()
    const described = async (name: string, content: string) => {
      await writeFile(join(folder.path, name), content)
      const [size, sources] = [content.length, [`./${name}`]]
      return { sha256: sha256(new TextEncoder().encode(content)), size, sources }
    }
    const manifest = manifestOf(bytes, [], {
      files: {
        'onnx/model.onnx': await described('a', 'network'),
        'onnx/model.onnx_data': await described('b', 'weights'),
        'labels.txt': await described('c', 'labels'),
      },
      model: 'onnx/model.onnx',
      externalData: ['onnx/model.onnx_data'],
    })
    const base = pathToFileURL(join(folder.path, 'manifest.json'))
    const models = registry({ catalogue, manifests: [manifest], base })
    const { externalData } = await models.load('test/doubler')
    expect(Object.keys(externalData)).toEqual(['model.onnx_data'])
    expect(externalData['model.onnx_data']!.path).toBe(join(folder.path, 'b'))
  })

  test('registry().load() refuses a file of the wrong hash and names it', async () => {
    await using folder = await temporaryFolder()
    const path = join(folder.path, 'model.onnx')
    await writeFile(path, 'the_weights')
    const manifest = manifestOf(bytes, [pathToFileURL(path).href])
    const error = await rejection(
      registry({ catalogue, manifests: [manifest] }).load('test/doubler'),
    )
    if (!ActorError.is(error, 'model-corrupt')) throw error
    expect(error.details).toMatchObject({
      model: 'test/doubler@1.0.0',
      file: 'model.onnx',
      expected: `sha256 ${sha256(bytes)}`,
    })
    expect(error.message).toContain(path)
  })

  test('registry().load() refuses a truncated file by its size', async () => {
    await using folder = await temporaryFolder()
    const path = join(folder.path, 'model.onnx')
    await writeFile(path, bytes.subarray(0, 5))
    const manifest = manifestOf(bytes, [pathToFileURL(path).href])
    const error = await rejection(
      registry({ catalogue, manifests: [manifest] }).load('test/doubler'),
    )
    expect((error as Error).message).toMatch(/is truncated: expected 11 bytes, found 5 bytes/)
  })

  test('registry().load() sees that a file has changed since it was verified', async () => {
    await using folder = await temporaryFolder()
    const path = join(folder.path, 'model.onnx')
    await writeFile(path, bytes)
    const models = registry({
      catalogue,
      manifests: [manifestOf(bytes, [pathToFileURL(path).href])],
    })
    await models.load('test/doubler')
    await writeFile(path, 'the_weights')
    expect(ActorError.is(await rejection(models.load('test/doubler')), 'model-corrupt')).toBe(true)
  })

  test('registry().load() tries the sources in turn', async () => {
    await using folder = await temporaryFolder()
    const path = join(folder.path, 'model.onnx')
    await writeFile(path, bytes)
    const sources = ['npm:no-such-package/model.onnx', pathToFileURL(path).href]
    const { model } = await registry({ catalogue, manifests: [manifestOf(bytes, sources)] }).load(
      'test/doubler',
    )
    expect(model).toBe(path)
  })

  test('registry().load() names every source and its failure when none delivers', async () => {
    const manifest = manifestOf(bytes, ['npm:no-such-package/x', 'file:///no/such/file'])
    const error = await rejection(
      registry({ catalogue, manifests: [manifest] }).load('test/doubler'),
    )
    if (!ActorError.is(error, 'model-unavailable')) throw error
    expect(error.details.causes.map(({ source }) => source)).toEqual([
      'npm:no-such-package/x',
      'file:///no/such/file',
    ])
    expect(error.message).toContain('npm install no-such-package')
  })

  test('registry().load() says of an address that can never work what to do', async () => {
    const clock = new HurriedClock(30_000)
    const manifests = [manifestOf(bytes, ['http://['])]
    const sources = [http({ clock })]
    const models = registry({ catalogue, manifests, sources, store: memoryStore() })
    const error = await rejection(models.load('test/doubler'))
    if (!ActorError.is(error, 'model-unavailable')) throw error
    expect(error.message).toMatch(/Tried http:\/\/\[: .*correct the address/)
    expect(clock.waits).toEqual([])
  })

  test('registry().load() does without a store that cannot be read', async () => {
    await using folder = await temporaryFolder()
    const path = join(folder.path, 'model.onnx')
    await writeFile(path, bytes)
    const store = { ...memoryStore(), get: () => Promise.reject(new Error('EACCES: its folder')) }
    const load = (source: string) =>
      registry({ catalogue, manifests: [manifestOf(bytes, [source])], store }).load('test/doubler')
    expect((await load(pathToFileURL(path).href)).model).toBe(path)
    const error = await rejection(load('file:///no/such/file'))
    if (!ActorError.is(error, 'model-unavailable')) throw error
    expect(error.message).toContain('the store: EACCES: its folder; file:///no/such/file: ')
  })

  test('registry().load() asks a source of the app for a scheme of its own', async () => {
    const bucket: ModelSource = {
      schemes: ['bucket:'],
      download: (_request, unfinished) => unfinished.append(bytes),
    }
    const manifests = [manifestOf(bytes, ['bucket://models/x'])]
    const models = registry({ catalogue, manifests, sources: [bucket], store: memoryStore() })
    expect((await models.load('test/doubler')).model).toEqual(bytes)
    const error = await rejection(registry({ catalogue, manifests }).load('test/doubler'))
    expect((error as Error).message).toContain(
      'nothing here fetches bucket:; pass registry({ sources })',
    )
  })

  test('registry().load() downloads once for all who ask, and tells each how far it is', async () => {
    let downloads = 0
    const remote: ModelSource = {
      schemes: ['https:'],
      async download(_request, unfinished) {
        downloads++
        for (const byte of bytes) await unfinished.append(Uint8Array.of(byte))
      },
    }
    const manifests = [manifestOf(bytes, ['https://host/x'])]
    const models = registry({ catalogue, manifests, sources: [remote], store: memoryStore() })
    const seen: [number, number][] = [
      [0, 0],
      [0, 0],
    ]
    const load = (who: number) =>
      models.load('test/doubler', {
        onProgress: ({ phase, done, total }) => {
          expect(phase).toBe('download test/doubler@1.0.0 model.onnx')
          seen[who] = [done, total!]
        },
      })
    await Promise.all([load(0), load(1)])
    await load(1)
    expect(downloads).toBe(1)
    expect(seen).toEqual([
      [11, 11],
      [11, 11],
    ])
  })

  test('registry().load() rejects with cancelled when its signal is aborted', async () => {
    const remote: ModelSource = {
      schemes: ['https:'],
      download: ({ signal }) =>
        new Promise((_, reject) => signal!.addEventListener('abort', () => reject(signal!.reason))),
    }
    const manifests = [manifestOf(bytes, ['https://host/x'])]
    const models = registry({ catalogue, manifests, sources: [remote], store: memoryStore() })
    const controller = new AbortController()
    const load = models.load('test/doubler', { signal: controller.signal })
    controller.abort(new Error('enough'))
    const error = await rejection(load)
    expect(ActorError.is(error, 'cancelled')).toBe(true)
    expect((error as Error).cause).toEqual(new Error('enough'))
  })

  test('registry().load() goes on to the next source when a remote one lies, and keeps nothing of it', async () => {
    const remote: ModelSource = {
      schemes: ['https:'],
      async download({ source }, unfinished) {
        await unfinished.append(source.includes('lies') ? new Uint8Array(11) : bytes)
      },
    }
    const manifests = [manifestOf(bytes, ['https://lies/x', 'https://honest/x'])]
    const models = registry({ catalogue, manifests, sources: [remote], store: memoryStore() })
    expect((await models.load('test/doubler')).model).toEqual(bytes)
  })
})
