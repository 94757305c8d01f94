import { describe, expect, test } from 'vitest'
import {
  encodeModel,
  float,
  floats,
  int,
  type Graph,
  type Model,
  node,
  string,
} from '../../scripts/onnx/index.ts'
import { ActorError } from '../../src/errors.ts'
import { ort } from '../../src/ort/node.ts'
import type { DataType, Tensor } from '../../src/tensor.ts'
import { float32, runModel } from './run-model.ts'

const valid: Graph = {
  name: 'double',
  inputs: [{ name: 'x', type: 'float32', shape: ['batch', 2] }],
  outputs: [{ name: 'y', type: 'float32', shape: ['batch', 2] }],
  initializers: { two: float32([1], [2]) },
  nodes: [node('Mul', ['x', 'two'], ['y'])],
}

describe('encodeModel()', () => {
  test('encodeModel() names inputs, outputs, types and axes as onnxruntime reads them', async () => {
    const session = await ort.load(
      encodeModel({ graph: valid, producer: 'test', metadata: { licence: 'MIT' } }),
    )
    expect(session.inputs).toEqual([{ name: 'x', type: 'float32', shape: ['batch', 2] }])
    expect(session.outputs).toEqual([{ name: 'y', type: 'float32', shape: ['batch', 2] }])
    await session.dispose()
  })

  test('encodeModel() gives the same bytes for the same model', () => {
    expect(encodeModel({ graph: valid })).toEqual(encodeModel({ graph: valid }))
  })

  test.each([17, 18, 21])('encodeModel() writes operator set %i', async (opset) => {
    const { data } = await runModel({ graph: valid, opset }, { x: float32([1, 2], [3, 4]) })
    expect([...data]).toEqual([6, 8])
  })

  test.each<[string, Tensor]>([
    ['float32', float32([2], [1.5, -2])],
    ['float64', { type: 'float64', shape: [2], data: Float64Array.of(1.5, -2) }],
    ['int8', { type: 'int8', shape: [2], data: Int8Array.of(-128, 127) }],
    ['uint8', { type: 'uint8', shape: [2], data: Uint8Array.of(0, 255) }],
    ['int16', { type: 'int16', shape: [2], data: Int16Array.of(-32768, 32767) }],
    ['uint16', { type: 'uint16', shape: [2], data: Uint16Array.of(0, 65535) }],
    ['int32', { type: 'int32', shape: [2], data: Int32Array.of(-(2 ** 31), 2 ** 31 - 1) }],
    ['uint32', { type: 'uint32', shape: [2], data: Uint32Array.of(0, 2 ** 32 - 1) }],
    ['int64', { type: 'int64', shape: [2], data: BigInt64Array.of(-(2n ** 63n), 2n ** 63n - 1n) }],
    ['uint64', { type: 'uint64', shape: [2], data: BigUint64Array.of(0n, 2n ** 64n - 1n) }],
    ['bool', { type: 'bool', shape: [2], data: Uint8Array.of(0, 1) }],
  ])('encodeModel() keeps every element of a constant of type %s', async (_type, value) => {
    const output = await runModel(constantModel(value), { x: float32([1], [0]) })
    expect(output.type).toBe(value.type)
    expect([...output.data]).toEqual([...value.data])
  })

  test('encodeModel() takes a view into a larger buffer for what it is', async () => {
    const data = Float32Array.of(9, 1, 2, 9).subarray(1, 3)
    const output = await runModel(constantModel({ type: 'float32', shape: [2], data }), {
      x: float32([1], [0]),
    })
    expect([...output.data]).toEqual([1, 2])
  })

  test('encodeModel() writes text and lists of numbers as attributes', async () => {
    const x = float32([1, 1, 2, 2], [1, 2, 3, 4])
    const output = await runModel({ graph: resizeGraph }, { x })
    expect(output.shape).toEqual([1, 1, 4, 4])
    expect([...output.data].slice(0, 4)).toEqual([1, 1, 2, 2])
  })
})

/** Gives back a constant; the input only makes it a graph. */
function constantModel(value: Tensor): Model {
  return {
    graph: {
      name: 'constant',
      inputs: [{ name: 'x', type: 'float32', shape: [1] }],
      outputs: [{ name: 'y', type: value.type, shape: [2] }],
      initializers: { value },
      nodes: [node('Identity', ['value'], ['y']), node('Identity', ['x'], ['unused'])],
    },
  }
}

const resizeGraph: Graph = {
  name: 'resize',
  inputs: [{ name: 'x', type: 'float32', shape: [1, 1, 2, 2] }],
  outputs: [{ name: 'y', type: 'float32', shape: [1, 1, 4, 4] }],
  initializers: {},
  nodes: [
    node('Constant', [], ['scales'], { value_floats: floats(1, 1, 2, 2) }),
    node('Resize', ['x', '', 'scales'], ['y'], {
      mode: string('nearest'),
      cubic_coeff_a: float(-0.75),
    }),
  ],
}

describe('encodeModel() refuses', () => {
  const refused: Record<string, [Partial<Graph>, string]> = {
    'a node that reads what nothing wrote': [
      { nodes: [node('Mul', ['x', 'three'], ['y'])] },
      'three',
    ],
    'nodes out of order': [
      { nodes: [node('Relu', ['later'], ['y']), node('Relu', ['x'], ['later'])] },
      'later',
    ],
    'a value assigned twice': [
      { nodes: [node('Relu', ['x'], ['y']), node('Relu', ['x'], ['y'])] },
      'y',
    ],
    'an output that nothing writes': [{ nodes: [node('Relu', ['x'], ['z'])] }, 'y'],
    'data that does not fill its shape': [{ initializers: { two: float32([3], [2]) } }, 'two'],
    'a negative axis': [{ initializers: { two: float32([-1], [2]) } }, 'two'],
    'data of another type': [
      {
        initializers: {
          two: { type: 'int64', shape: [1], data: Float32Array.of(2) } as unknown as Tensor,
        },
      },
      'two',
    ],
    strings: [{ initializers: { two: { type: 'string', shape: [1], data: ['2'] } } }, 'two'],
    'an unknown type': [{ inputs: [{ name: 'x', type: 'float8' as DataType, shape: [1] }] }, 'x'],
    'an axis of no size': [{ inputs: [{ name: 'x', type: 'float32', shape: [0] }] }, 'x'],
    'a fraction for an integer': [
      { nodes: [node('Softmax', ['x'], ['y'], { axis: int(0.5) })] },
      'axis',
    ],
    'a nameless value': [{ nodes: [node('Relu', ['x'], [''])] }, 'name'],
    'a nameless operator': [{ nodes: [node('', ['x'], ['y'])] }, 'operator'],
    'a node without output': [{ nodes: [node('Relu', ['x'], [])] }, 'Relu'],
    'a nameless graph': [{ name: '' }, 'graph.name'],
    'an empty graph': [{ nodes: [] }, 'graph.nodes'],
    'a graph without output': [{ outputs: [] }, 'graph.outputs'],
  }

  test.each(Object.entries(refused))('%s', (_name, [change, argument]) => {
    expect(culprit(() => encodeModel({ graph: { ...valid, ...change } }))).toBe(argument)
  })

  test.each([16, 17.5, 99])('operator set %d', (opset) => {
    expect(culprit(() => encodeModel({ graph: valid, opset }))).toBe('opset')
  })
})

function culprit(act: () => unknown): string | undefined {
  try {
    act()
  } catch (error) {
    if (ActorError.is(error, 'invalid-argument')) return error.details.argument
    throw error
  }
  return undefined
}
