import { ActorError } from '@troupe/core'
import { describe, expect, test } from 'vitest'
import type { TensorInfo } from '../../src/backend.ts'
import { checkModel } from '../../src/check-model.ts'
import { manifestOf } from '../support/manifest.ts'

const info = (name: string, shape: TensorInfo['shape'], type: TensorInfo['type'] = 'float32') => ({
  name,
  type,
  shape,
})

function issuesOf(
  said: TensorInfo[],
  real: TensorInfo[],
  outputs: TensorInfo[] = [],
): readonly string[] {
  try {
    checkModel(manifestOf(new Uint8Array(1), ['file:x'], { inputs: said, outputs }), {
      inputs: real,
      outputs,
    })
  } catch (error) {
    if (!ActorError.is(error, 'model-invalid')) throw error
    return error.details.issues
  }
  return []
}

describe('checkModel()', () => {
  test.each<[string, TensorInfo[], TensorInfo[]]>([
    ['the same', [info('x', ['n', 2])], [info('x', ['n', 2])]],
    ['another name of an axis', [info('x', ['batch', 2])], [info('x', ['N', 2])]],
    ['an axis that only the manifest fixes', [info('x', [1, 2])], [info('x', ['n', 2])]],
    ['a scalar', [info('x', [], 'int64')], [info('x', [], 'int64')]],
    ['another order', [info('x', []), info('y', [])], [info('y', []), info('x', [])]],
  ])('checkModel() accepts %s', (_what, said, real) => {
    expect(issuesOf(said, real)).toEqual([])
  })

  test.each<[string, TensorInfo[], TensorInfo[], string]>([
    [
      'another type',
      [info('x', [2])],
      [info('x', [2], 'int64')],
      'input is x: int64[2] in the model and x: float32[2] in the manifest',
    ],
    [
      'another size',
      [info('x', [2])],
      [info('x', [3])],
      'input is x: float32[3] in the model and x: float32[2] in the manifest',
    ],
    [
      'another rank',
      [info('x', [1, 2])],
      [info('x', [2])],
      'input is x: float32[2] in the model and x: float32[1, 2] in the manifest',
    ],
    [
      'an axis that only the model fixes',
      [info('x', ['n'])],
      [info('x', [3])],
      'input is x: float32[3] in the model and x: float32[n] in the manifest',
    ],
    [
      'an input that the model lacks',
      [info('x', [])],
      [],
      'input x: float32[] of the manifest is not in the model',
    ],
    [
      'an input that the manifest lacks',
      [],
      [info('x', [null])],
      'input x: float32[?] of the model is not in the manifest',
    ],
  ])('checkModel() refuses %s', (_what, said, real, issue) => {
    expect(issuesOf(said, real)).toEqual([issue])
  })

  test('checkModel() looks at outputs, but not at shapes that the model does not tell', () => {
    const manifest = manifestOf(new Uint8Array(1), ['file:x'], { outputs: [info('y', ['n', 2])] })
    const { inputs } = manifest
    checkModel(manifest, { inputs, outputs: [info('y', [])] })
    expect(() => checkModel(manifest, { inputs, outputs: [info('z', ['n', 2])] })).toThrow(
      'output y: float32[n, 2] of the manifest is not in the model; output z: float32[n, 2] of the model is not in the manifest',
    )
  })
})
