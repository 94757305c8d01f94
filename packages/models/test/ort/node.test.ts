import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ActorError } from '@troupe/core'
import { expect, test } from 'vitest'
import { ort } from '../../src/ort/node.ts'
import { sessionOptions } from '../../src/ort/options.ts'
import { tensor } from '../../src/tensor.ts'
import { doubler, parted } from '../support/doubler.ts'
import { temporaryFolder } from '../support/folder.ts'
import { describeBackend } from './describe-backend.ts'

describeBackend('ort on Node', ort)

test('ort.load() takes the path of a file', async () => {
  await using folder = await temporaryFolder()
  const path = join(folder.path, 'doubler.onnx')
  await writeFile(path, doubler)
  const session = await ort.load(path)
  const { y } = await session.run({ x: tensor('float32', [2, 2], new Float32Array([1, 2, 3, 4])) })
  expect(y!.data).toEqual(new Float32Array([2, 4, 6, 8]))
  await session.dispose()
})

test.each(['beside the network', 'elsewhere'])(
  'ort.load() leaves weights to onnxruntime where it finds them, and reads others (%s)',
  async (place) => {
    await using folder = await temporaryFolder()
    const network = join(folder.path, 'network.onnx')
    const weights = join(folder.path, place === 'elsewhere' ? 'two' : 'weights/two.data')
    await mkdir(join(folder.path, 'weights'))
    await writeFile(network, parted.network)
    await writeFile(weights, parted.weights)
    let reads = 0
    const bytes = async (): Promise<Uint8Array> => {
      reads++
      return parted.weights
    }
    const externalData = { 'weights/two.data': { path: weights, bytes } }
    const session = await ort.load(network, { externalData })
    const { y } = await session.run({ x: tensor('float32', [1, 2], new Float32Array([3, 4])) })
    expect(y!.data).toEqual(new Float32Array([6, 8]))
    expect(reads).toBe(place === 'elsewhere' ? 1 : 0)
    await session.dispose()
  },
)

test('ort.load() names a file that is not there', async () => {
  const error = await ort.load('/no/such.onnx').catch((error: unknown) => error)
  if (!ActorError.is(error, 'model-invalid')) throw error
  expect(error.details.model).toBe('/no/such.onnx')
})

test('sessionOptions() leaves neither threads nor spinning to defaults', () => {
  expect(sessionOptions({}, { providers: ['cpu'] })).toMatchObject({
    executionProviders: ['cpu'],
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    graphOptimizationLevel: 'all',
    extra: { session: { intra_op: { allow_spinning: '0' } } },
  })
  const chosen = sessionOptions(
    { threads: 3, providers: ['cuda', 'cpu'], graphOptimization: 'basic' },
    { providers: [] },
  )
  expect(chosen).toMatchObject({
    executionProviders: ['cuda', 'cpu'],
    intraOpNumThreads: 3,
    graphOptimizationLevel: 'basic',
  })
})
