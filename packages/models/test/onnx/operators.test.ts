import { describe, expect, test } from 'vitest'
import { dataTypeNumbers, float, int, ints, type Node, node } from '../../scripts/onnx/index.ts'
import type { DataType, Tensor } from '../../src/tensor.ts'
import { float32, runModel } from './run-model.ts'

const x = float32([2, 3], [1, -2, 3, -4, 5, -6])

interface Case {
  readonly node: Node
  readonly constants?: Readonly<Record<string, Tensor>>
  readonly shape: readonly number[]
  readonly expected: readonly number[]
}

const each = (compute: (value: number) => number) => [...x.data].map(compute)
const cases: Readonly<Record<string, Case>> = {
  Gemm: {
    node: node('Gemm', ['x', 'w', 'b'], ['y'], { transB: int(1), alpha: float(0.5) }),
    constants: { w: float32([2, 3], [1, 0, 0, 0, 1, 1]), b: float32([2], [10, 20]) },
    shape: [2, 2],
    expected: [10.5, 20.5, 8, 19.5],
  },
  Relu: { node: node('Relu', ['x'], ['y']), shape: [2, 3], expected: each((v) => Math.max(v, 0)) },
  Softmax: {
    node: node('Softmax', ['x'], ['y'], { axis: int(-1) }),
    shape: [2, 3],
    expected: [
      [1, -2, 3],
      [-4, 5, -6],
    ].flatMap((row) => {
      const powers = row.map((value) => Math.exp(value))
      return powers.map((power) => power / powers.reduce((sum, value) => sum + value, 0))
    }),
  },
  Cast: {
    node: node('Cast', ['x'], ['y'], { to: int(dataTypeNumbers.int32) }),
    shape: [2, 3],
    expected: [...x.data],
  },
  Add: {
    node: node('Add', ['x', 'c'], ['y']),
    constants: { c: float32([], [1]) },
    shape: [2, 3],
    expected: each((v) => v + 1),
  },
  Mul: { node: node('Mul', ['x', 'x'], ['y']), shape: [2, 3], expected: each((v) => v * v) },
  Div: {
    node: node('Div', ['x', 'c'], ['y']),
    constants: { c: float32([], [2]) },
    shape: [2, 3],
    expected: each((v) => v / 2),
  },
  Max: {
    node: node('Max', ['x', 'c'], ['y']),
    constants: { c: float32([], [2]) },
    shape: [2, 3],
    expected: each((v) => Math.max(v, 2)),
  },
  Sigmoid: {
    node: node('Sigmoid', ['x'], ['y']),
    shape: [2, 3],
    expected: each((v) => 1 / (1 + Math.exp(-v))),
  },
  Log: { node: node('Log', ['x'], ['y']), shape: [2, 3], expected: each(Math.log) },
  Sqrt: { node: node('Sqrt', ['x'], ['y']), shape: [2, 3], expected: each(Math.sqrt) },
  Gather: {
    node: node('Gather', ['x', 'at'], ['y'], { axis: int(1) }),
    constants: { at: { type: 'int32', shape: [2], data: Int32Array.of(2, 0) } },
    shape: [2, 2],
    expected: [3, 1, -6, -4],
  },
  ReduceSum: {
    node: node('ReduceSum', ['x', 'axes'], ['y'], { keepdims: int(0) }),
    constants: { axes: { type: 'int64', shape: [1], data: BigInt64Array.of(1n) } },
    shape: [2],
    expected: [2, -5],
  },
  Transpose: {
    node: node('Transpose', ['x'], ['y'], { perm: ints(1, 0) }),
    shape: [3, 2],
    expected: [1, -4, -2, 5, 3, -6],
  },
}

describe('encodeModel() writes operators that onnxruntime computes', () => {
  test.each(Object.entries(cases))(
    '%s',
    async (name, { node, constants = {}, shape, expected }) => {
      const type: DataType = name === 'Cast' ? 'int32' : 'float32'
      const axes = shape.map((_, index) => `axis${index}`)
      const graph = {
        name: 'one',
        inputs: [{ name: 'x', type: 'float32' as const, shape: ['rows', 3] }],
        outputs: [{ name: 'y', type, shape: axes }],
        initializers: constants,
        nodes: [node],
      }
      const { shape: actualShape, data } = await runModel({ graph }, { x })
      expect(actualShape).toEqual(shape)
      expect(data.length).toBe(expected.length)
      expected.forEach((value, index) => {
        if (Number.isNaN(value)) expect(data[index]).toBeNaN()
        else expect(data[index]).toBeCloseTo(value, 5)
      })
    },
  )
})
