import type { DataType, Tensor } from '../../src/tensor.ts'

/** The value of an operator's attribute; ONNX tells integers from floats, JavaScript does not. */
export type Attribute =
  | { readonly kind: 'int'; readonly value: number }
  | { readonly kind: 'float'; readonly value: number }
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'ints'; readonly value: readonly number[] }
  | { readonly kind: 'floats'; readonly value: readonly number[] }

/** One operator: it reads named values and writes named values. */
export interface Node {
  readonly operator: string
  /** Names of values; an empty one leaves an optional input out. */
  readonly inputs: readonly string[]
  readonly outputs: readonly string[]
  readonly attributes?: Readonly<Record<string, Attribute>>
}

/** A value that enters or leaves the graph: an axis is a number, or a name where it is free. */
export interface ValueInfo {
  readonly name: string
  readonly type: DataType
  readonly shape: readonly (number | string)[]
}

/** A constant tensor whose elements lie in a file beside the model, little-endian, from its first byte on. */
export interface ExternalTensor extends Pick<Tensor, 'type' | 'shape'> {
  readonly file: string
}

/** A graph whose nodes stand in the order in which they can be computed. */
export interface Graph {
  readonly name: string
  readonly inputs: readonly ValueInfo[]
  readonly outputs: readonly ValueInfo[]
  readonly nodes: readonly Node[]
  /** Constant tensors by name: weights. */
  readonly initializers: Readonly<Record<string, Tensor | ExternalTensor>>
}

/** A whole model file. */
export interface Model {
  readonly graph: Graph
  /** Version of the default operator set, 17 or later. Default: 17. */
  readonly opset?: number
  /** Who made it. Default: `troupe`. */
  readonly producer?: string
  /** Free facts that travel with the file: source, licence. */
  readonly metadata?: Readonly<Record<string, string>>
}

/** An integer attribute. */
export const int = (value: number): Attribute => ({ kind: 'int', value })

/** A floating-point attribute. */
export const float = (value: number): Attribute => ({ kind: 'float', value })

/** A text attribute. */
export const string = (value: string): Attribute => ({ kind: 'string', value })

/** An attribute of several integers. */
export const ints = (...value: readonly number[]): Attribute => ({ kind: 'ints', value })

/** An attribute of several floating-point numbers. */
export const floats = (...value: readonly number[]): Attribute => ({ kind: 'floats', value })

/** One operator as a node. */
export function node(
  operator: string,
  inputs: readonly string[],
  outputs: readonly string[],
  attributes: Readonly<Record<string, Attribute>> = {},
): Node {
  return { operator, inputs, outputs, attributes }
}
