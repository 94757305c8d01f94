import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ActorError } from '@troupe/core'
import { expect, test } from 'vitest'
import { ort } from '../../src/ort/node.ts'
import { sessionOptions } from '../../src/ort/options.ts'
import { tensor } from '../../src/tensor.ts'
import { doubler } from '../support/doubler.ts'
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
