export { inspector, type Inspected, type Inspector, type InspectorOptions } from './inspector.ts'
