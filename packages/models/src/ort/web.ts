import { assetUrl } from '../assets/served.ts'
import type { Backend } from '../backend.ts'
import { wasmBackend } from './wasm-backend.ts'

const files = {
  wasm: 'ort-wasm-simd-threaded',
  webgpu: 'ort-wasm-simd-threaded.asyncify',
}

/**
 * Computes models with `onnxruntime-web` in a browser. Its WebAssembly comes from the app's own
 * origin, see {@link serveAssetsFrom}. Such a session can be killed in the middle of a run.
 *
 * Nothing is loaded before the first {@link Backend.load}. Defaults: execution provider `wasm`, one
 * thread; more only where the page is cross-origin isolated.
 *
 * @throws {ActorError<'backend-unavailable'>} The package is missing or cannot start here.
 * @throws {ActorError<'model-invalid'>} onnxruntime cannot load the model.
 */
export const ort: Backend = wasmBackend(async ({ threads = 1, providers = [] }) => {
  const build = providers.includes('webgpu') ? 'webgpu' : 'wasm'
  const { env, InferenceSession, Tensor } = await (build === 'webgpu'
    ? import('onnxruntime-web/webgpu')
    : import('onnxruntime-web/wasm'))
  env.wasm.wasmPaths = {
    mjs: assetUrl(`ort/${files[build]}.mjs`),
    wasm: assetUrl(`ort/${files[build]}.wasm`),
  }
  env.wasm.numThreads = globalThis.crossOriginIsolated ? threads : 1
  return { InferenceSession, Tensor }
})
