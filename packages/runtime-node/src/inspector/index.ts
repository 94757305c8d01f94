/**
 * The live page of a tree, served to this machine alone.
 *
 * @module
 */

export { inspector, type Inspected, type Inspector, type InspectorOptions } from './inspector.ts'
