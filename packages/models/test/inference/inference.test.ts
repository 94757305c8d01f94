import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { ActorError, ask, child, memory, protocol, supervise, type Progress } from '@troupe/core'
import { describe, expect, test } from 'vitest'
import { inference } from '../../src/inference.ts'
import { registry as makeRegistry } from '../../src/registry.ts'
import { fsStore } from '../../src/store/fs.ts'
import { ort } from '../../src/ort/node.ts'
import { fakeBackend, type FakeModel } from '../../src/testing/index.ts'
import { doubler, parted } from '../support/doubler.ts'
import { temporaryFolder } from '../support/folder.ts'
import { manifestOf, sha256 } from '../support/manifest.ts'
import { Doubler, doublerActor, doublerManifest, fakeModel, registryOf } from './doubler-actor.ts'

describe('inference()', () => {
  test('inference() loads a real model with onnxruntime and serves it', async () => {
    await using app = await supervise({
      children: {
        doubler: child(Doubler, memory(doublerActor({ backend: ort })), {
          allowThread: true,
          options: { extra: 1 },
        }),
      },
    })
    expect(await app.children.doubler.ask.double([1, 2, 3, 4])).toEqual([3, 5, 7, 9])
  })

  test('inference() serves a model whose weights were downloaded as a file of their own', async () => {
    await using folder = await temporaryFolder()
    const { network, weights } = parted
    const described = (bytes: Uint8Array, source: string) => ({
      sha256: sha256(bytes),
      size: bytes.length,
      sources: [source],
    })
    const manifest = doublerManifest({
      files: {
        'model.onnx': described(network, 'https://host/network'),
        'weights/two.data': described(weights, 'https://host/weights'),
      },
      externalData: ['weights/two.data'],
    })
    const registry = makeRegistry({
      catalogue: [],
      manifests: [manifest],
      store: fsStore({ folder: folder.path }),
      sources: [
        {
          schemes: ['https:'],
          download: ({ source }, unfinished) =>
            unfinished.append(source.endsWith('weights') ? weights : network),
        },
      ],
    })
    await using app = await supervise({
      children: {
        doubler: child(Doubler, memory(doublerActor({ backend: ort, registry })), {
          allowThread: true,
        }),
      },
    })
    expect(await app.children.doubler.ask.double([1, 2, 3, 4])).toEqual([2, 4, 6, 8])
  })

  test('inference() says that it is native, and delivers at least once', () => {
    expect(doublerActor({ backend: ort }).options).toEqual({
      native: true,
      delivery: 'at-least-once',
    })
    expect(doublerActor({ backend: ort, allowThread: true }).options.native).toBe(false)
    expect(doublerActor({ backend: fakeBackend(fakeModel) }).options.native).toBe(false)
    const own = doublerActor({ delivery: 'at-most-once', concurrency: 4, maxDeliveries: 2 }).options
    expect(own).toMatchObject({ delivery: 'at-most-once', concurrency: 4, maxDeliveries: 2 })
  })

  test('inference() refuses an isolate that cannot be killed inside native code', async () => {
    const start = supervise({
      log: false,
      children: { doubler: child(Doubler, memory(doublerActor({ backend: ort }))) },
    })
    await expect(start).rejects.toThrow('subprocess')
  })

  test('inference() computes after input that does not fit, without a restart', async () => {
    const backend = fakeBackend(fakeModel)
    await using app = await supervise({
      children: { doubler: child(Doubler, memory(doublerActor({ backend }))) },
    })
    const { doubler } = app.children
    const error = await doubler.ask.double([1]).catch((error: unknown) => error)
    expect(ActorError.is(error)).toBe(true)
    expect(await doubler.ask.double([1, 2])).toEqual([2, 4])
    expect(backend.loads).toHaveLength(1)
  })

  test('inference() lets the backend begin before the files of the models are there', async () => {
    const order: string[] = []
    const real = registryOf(doublerManifest())
    const backend = {
      ...fakeBackend(fakeModel),
      prepare: () => void order.push('prepare'),
    }
    const registry = {
      ...real,
      load(...request: Parameters<typeof real.load>) {
        order.push('fetch')
        return real.load(...request)
      },
    }
    await using app = await supervise({
      children: { doubler: child(Doubler, memory(doublerActor({ backend, registry }))) },
    })
    expect(await app.children.doubler.ask.double([1, 2])).toEqual([2, 4])
    expect(order).toEqual(['prepare', 'fetch'])
  })

  test('inference() fetches the files of the next model while it loads one', async () => {
    const real = registryOf(doublerManifest())
    const events = new EventTarget()
    const otherFetched = once(events, 'fetched')
    const registry = {
      ...real,
      async load(...[reference, how]: Parameters<typeof real.load>) {
        const loaded = await real.load(reference, how)
        if (reference !== 'test/doubler') events.dispatchEvent(new Event('fetched'))
        return loaded
      },
    }
    const backend = fakeBackend(async () => {
      await otherFetched
      return fakeModel
    })
    const models = { net: 'test/doubler', other: 'test/doubler@1.0.0' }
    const definition = inference(Doubler, { models, registry, backend }, () => ({
      double: (numbers) => numbers,
    }))
    await using app = await supervise({ children: { doubler: child(Doubler, memory(definition)) } })
    expect(await app.children.doubler.ask.double([1])).toEqual([1])
    expect(backend.loads).toHaveLength(2)
  })

  test('inference() gives up the files of those that follow a model that fails', async () => {
    const real = registryOf(doublerManifest())
    let givenUp: Promise<unknown> = Promise.reject(new Error('never asked for'))
    givenUp.catch(() => {})
    const registry = {
      ...real,
      async load(...[reference, how]: Parameters<typeof real.load>) {
        if (reference === 'test/doubler') return real.load(reference, how)
        const { signal } = how!
        await (givenUp = once(signal!, 'abort'))
        throw signal!.reason
      },
    }
    const backend = fakeBackend(() => {
      throw new Error('no such operator')
    })
    const models = { net: 'test/doubler', other: 'test/doubler@1.0.0' }
    const definition = inference(Doubler, { models, registry, backend }, () => ({
      double: (numbers) => numbers,
    }))
    const start = supervise({
      log: false,
      children: { doubler: child(Doubler, memory(definition)) },
    })
    await expect(start).rejects.toThrow('no such operator')
    await givenUp
  })

  test('inference() disposes its sessions at stop, after the behaviour itself', async () => {
    const backend = fakeBackend(fakeModel)
    const open: number[] = []
    const models = { one: 'test/doubler', two: 'test/doubler@1.0.0' }
    const definition = inference(
      Doubler,
      { models, registry: registryOf(doublerManifest()), backend },
      () => ({
        double: (numbers) => numbers,
        async [Symbol.asyncDispose]() {
          open.push(backend.open)
        },
      }),
    )
    const app = await supervise({ children: { doubler: child(Doubler, memory(definition)) } })
    expect(backend.open).toBe(2)
    await app.stop()
    expect(open).toEqual([2])
    expect(backend.open).toBe(0)
  })

  test('inference() lets a behaviour be an instance of a class', async () => {
    class Behaviour {
      #factor = 2
      double(numbers: number[]): number[] {
        return numbers.map((number) => this.#factor * number)
      }
    }
    const backend = fakeBackend(fakeModel)
    const options = { models: {}, registry: registryOf(doublerManifest()), backend }
    const definition = inference(Doubler, options, () => new Behaviour())
    await using app = await supervise({ children: { doubler: child(Doubler, memory(definition)) } })
    expect(await app.children.doubler.ask.double([4])).toEqual([8])
  })

  test('inference() disposes its sessions when the setup fails', async () => {
    const backend = fakeBackend(fakeModel)
    const definition = inference(
      Doubler,
      { models: { net: 'test/doubler' }, registry: registryOf(doublerManifest()), backend },
      () => Promise.reject(new Error('no labels')),
    )
    const start = supervise({
      log: false,
      children: { doubler: child(Doubler, memory(definition)) },
    })
    await expect(start).rejects.toThrow('no labels')
    expect(backend.open).toBe(0)
  })

  test('inference() warms up as the manifest says, unless told not to', async () => {
    const shapes: (readonly number[])[] = []
    const watched: FakeModel = {
      ...fakeModel,
      run(inputs) {
        shapes.push(inputs['x']!.shape)
        return fakeModel.run(inputs)
      },
    }
    const warm = registryOf(doublerManifest({ warmUp: { runs: 2, axes: { batch: 4 } } }))
    for (const warmUp of [true, false]) {
      const definition = doublerActor({ backend: fakeBackend(watched), registry: warm, warmUp })
      await using _app = await supervise({
        children: { doubler: child(Doubler, memory(definition)) },
      })
    }
    expect(shapes).toEqual([
      [4, 2],
      [4, 2],
    ])
  })

  test('inference() computes as the manifest prefers on this runtime', async () => {
    const backend = fakeBackend(fakeModel)
    const manifest = doublerManifest({
      runtime: { node: { threads: 3, providers: ['cpu'] }, web: { threads: 9 } },
    })
    const definition = doublerActor({ backend, registry: registryOf(manifest) })
    await using _app = await supervise({
      children: { doubler: child(Doubler, memory(definition)) },
    })
    expect(backend.loads[0]).toMatchObject({
      threads: 3,
      providers: ['cpu'],
      name: 'test/doubler@1.0.0',
    })
  })

  test('inference() reads further files of a model', async () => {
    const backend = fakeBackend(fakeModel)
    const Labels = protocol('labels', { read: ask<string, string>() })
    await using folder = await temporaryFolder()
    const labels = new TextEncoder().encode('ä,b')
    await writeFile(join(folder.path, 'labels.txt'), labels)
    const other = manifestOf(labels, [pathToFileURL(join(folder.path, 'labels.txt')).href]).files[
      'model.onnx'
    ]!
    const manifest = doublerManifest()
    const files = { ...manifest.files, 'labels.txt': other }
    const definition = inference(
      Labels,
      { models: { net: 'test/doubler' }, registry: registryOf({ ...manifest, files }), backend },
      ({ models }) => ({ read: (name) => models.net.text(name) }),
    )
    await using app = await supervise({ children: { labels: child(Labels, memory(definition)) } })
    expect(await app.children.labels.ask.read('labels.txt')).toBe('ä,b')
    for (const missing of ['other.txt', 'constructor']) {
      await expect(app.children.labels.ask.read(missing)).rejects.toThrow(
        'it has model.onnx, labels.txt',
      )
    }
  })

  test('inference() tells its parent how far the start has come', async () => {
    const seen: Progress[] = []
    const definition = doublerActor({ backend: fakeBackend(fakeModel) })
    const { signal } = new AbortController()
    await definition.setup({
      signal,
      native: async (work: () => unknown) => work(),
      progress: (progress: Progress) => seen.push(progress),
    } as never)
    const phases = [...new Set(seen.map(({ phase }) => phase))]
    expect(phases).toEqual(['download test/doubler@1.0.0 model.onnx', 'load test/doubler@1.0.0'])
    expect(seen.at(-3)).toMatchObject({ done: doubler.length, total: doubler.length })
  })
})
