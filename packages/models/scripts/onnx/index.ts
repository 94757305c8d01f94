export { dataTypeNumbers } from './data-type.ts'
export { encodeModel } from './encode-model.ts'
export { float, floats, int, ints, node, string } from './model.ts'
export type { Attribute, Graph, Model, Node, ValueInfo } from './model.ts'
