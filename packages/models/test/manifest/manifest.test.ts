import { ActorError } from '@troupe/core'
import { describe, expect, test } from 'vitest'
import { parseManifest } from '../../src/manifest.ts'
import { manifestOf } from '../support/manifest.ts'

const good = manifestOf(new Uint8Array(4), ['npm:@scope/package/assets/model.onnx'])

function issuesOf(value: unknown): readonly string[] {
  try {
    parseManifest(value)
  } catch (error) {
    if (!ActorError.is(error, 'model-invalid')) throw error
    return error.details.issues
  }
  return []
}

describe('parseManifest()', () => {
  test('parseManifest() gives back a right manifest', () => {
    expect(parseManifest(good)).toEqual(good)
  })

  test('parseManifest() takes every optional field', () => {
    const full = {
      ...good,
      $schema: '../schema/manifest.json',
      aliases: ['latest', 'stable'],
      runtime: {
        node: { providers: ['cpu'], threads: 2, graphOptimization: 'all' },
        web: { providers: ['webgpu', 'wasm'] },
      },
      warmUp: { runs: 2, axes: { batch: 4 } },
    }
    expect(parseManifest(full)).toEqual(full)
  })

  test('parseManifest() names the model, the field and the remedy', () => {
    const wrong = { ...good, inptus: [] }
    expect(() => parseManifest(wrong)).toThrow(
      /manifest of test\/doubler@1\.0\.0 is invalid: inptus is an unknown field\. Correct .*schema/,
    )
  })

  const { files: _files, ...withoutFiles } = good
  const file = good.files['model.onnx']!
  test.each<[string, unknown, string]>([
    ['no object', 'text', 'the manifest must be Object and is "text"'],
    ['null', null, 'the manifest must be Object and is null'],
    ['a missing field', withoutFiles, 'files is missing'],
    [
      'an unknown nested field',
      { ...good, runtime: { nodejs: {} } },
      'runtime.nodejs is an unknown field',
    ],
    [
      'an id with spaces',
      { ...good, id: 'My Model' },
      'id must be lower-case words joined by "-" and "/"',
    ],
    ['a loose version', { ...good, version: '4' }, 'version must be a version such as 1.4.0'],
    [
      'a short hash',
      { ...good, files: { 'model.onnx': { ...file, sha256: 'abc' } } },
      'files["model.onnx"].sha256 must be 64 lower-case hexadecimal digits',
    ],
    [
      'a size as text',
      { ...good, files: { 'model.onnx': { ...file, size: '4' } } },
      'files["model.onnx"].size must be number and is "4"',
    ],
    [
      'a source without a scheme',
      { ...good, files: { 'model.onnx': { ...file, sources: ['host/x'] } } },
      'files["model.onnx"].sources[0] must begin with https://, http://, file:, npm:<package>/, package:, ./, ../ or a scheme of your own source',
    ],
    [
      'a known scheme with nothing behind it',
      { ...good, files: { 'model.onnx': { ...file, sources: ['npm:onnx'] } } },
      'files["model.onnx"].sources[0] must begin with https://, http://, file:, npm:<package>/, package:, ./, ../ or a scheme of your own source',
    ],
    [
      'a file that climbs out',
      { ...good, model: '../x', files: { '../x': file } },
      'files["../x"] must be a relative path without ".."',
    ],
    [
      'a file that climbs out after a line break',
      { ...good, model: 'a\n/../x', files: { 'a\n/../x': file } },
      'files["a\n/../x"] must be a relative path without ".."',
    ],
    [
      'a model that is no file',
      { ...good, model: 'other.onnx' },
      'model must name one of files (model.onnx) and is "other.onnx"',
    ],
    [
      'weights that are no file',
      { ...good, externalData: ['model.onnx_data'] },
      'externalData must name files besides the model and names "model.onnx_data"',
    ],
    [
      'weights that are the network itself',
      { ...good, externalData: ['model.onnx'] },
      'externalData must name files besides the model and names "model.onnx"',
    ],
    [
      'weights twice',
      { ...good, files: { ...good.files, w: file }, externalData: ['w', 'w'] },
      'externalData names "w" twice',
    ],
    [
      'a shape that is no array',
      { ...good, inputs: [{ name: 'x', type: 'float32', shape: 4 }] },
      'inputs[0].shape must be Array and is 4',
    ],
    [
      'a negative axis',
      { ...good, inputs: [{ name: 'x', type: 'float32', shape: [1, -1] }] },
      'inputs[0].shape[1] must be at least 1',
    ],
    [
      'an unknown type',
      { ...good, outputs: [{ name: 'y', type: 'float16', shape: [] }] },
      'outputs[0].type must be one of float32, float64, int8, uint8, int16, uint16, int32, uint32, int64, uint64, bool, string',
    ],
    [
      'an input twice',
      { ...good, inputs: [good.inputs[0], good.inputs[0]] },
      'inputs names "x" twice',
    ],
    [
      'an axis of nobody',
      { ...good, warmUp: { axes: { width: 3 } } },
      'warmUp.axes.width is no axis of any input',
    ],
  ])('parseManifest() refuses %s', (_what, value, issue) => {
    expect(issuesOf(value)).toEqual([issue])
  })

  test('parseManifest() reports all issues at once', () => {
    expect(issuesOf({ ...good, version: 'x', licence: '', extra: 1 })).toHaveLength(3)
  })
})
