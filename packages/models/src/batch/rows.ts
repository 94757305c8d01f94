import type { Tensors } from '../backend.ts'
import { sizeOf, type Tensor, zeros } from '../tensor.ts'

/** What runs must have in common to be computed together: names, types, and all axes but the first. */
export function keyOf(inputs: Tensors): string {
  return Object.keys(inputs)
    .sort()
    .map((name) => `${name}:${inputs[name]!.type}[${inputs[name]!.shape.slice(1).join()}]`)
    .join()
}

/** How many rows the inputs have, or `undefined` when they disagree. */
export function rowsOf(inputs: Tensors): number | undefined {
  const rows = Object.values(inputs).map(({ shape }) => shape[0])
  return rows.every((count) => count === rows[0]) ? rows[0] : undefined
}

/** Puts the rows of several runs below each other. */
export function stack(runs: readonly Tensors[]): Tensors {
  const names = Object.keys(runs[0]!)
  return Object.fromEntries(
    names.map((name) => [name, stackTensors(runs.map((run) => run[name]!))]),
  )
}

function stackTensors(tensors: readonly Tensor[]): Tensor {
  const { type, shape } = tensors[0]!
  const rows = tensors.reduce((sum, tensor) => sum + tensor.shape[0]!, 0)
  const whole = zeros(type, [rows, ...shape.slice(1)])
  let offset = 0
  for (const { data } of tensors) {
    copy(whole.data, data, offset)
    offset += data.length
  }
  return whole
}

function copy(target: Tensor['data'], source: Tensor['data'], offset: number): void {
  if (Array.isArray(target))
    (source as string[]).forEach((text, index) => (target[offset + index] = text))
  else (target as Float32Array).set(source as Float32Array, offset)
}

/**
 * Gives each run its rows back, as copies: they may be sent elsewhere.
 *
 * @throws {Error} The outputs do not have a row for every row of the inputs.
 */
export function unstack(whole: Tensors, rows: readonly number[]): Tensors[] {
  const total = rows.reduce((sum, count) => sum + count, 0)
  if (rowsOf(whole) !== total) throw new Error(`the outputs do not have ${total} rows`)
  let start = 0
  return rows.map((count) => {
    const from = start
    start += count
    const parts = Object.entries(whole).map(([name, tensor]) => [name, slice(tensor, from, count)])
    return Object.fromEntries(parts) as Tensors
  })
}

function slice({ type, shape, data }: Tensor, from: number, count: number): Tensor {
  const row = sizeOf(shape.slice(1))
  const part = (data as Float32Array).slice(from * row, (from + count) * row)
  return { type, shape: [count, ...shape.slice(1)], data: part }
}
