import { ort } from '../../src/ort/node-wasm.ts'
import { describeBackend } from './describe-backend.ts'

describeBackend('ort of the web, as WebAssembly on Node', ort)
