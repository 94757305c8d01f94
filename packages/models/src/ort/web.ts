import { assetUrl } from '../served-assets.ts'
import type { Backend, LoadOptions } from '../backend.ts'
import type { Ort } from './session.ts'
import { wasmBackend } from './wasm-backend.ts'

const files = {
  wasm: 'ort-wasm-simd-threaded',
  webgpu: 'ort-wasm-simd-threaded.asyncify',
}

const wasm = wasmBackend(load)

/**
 * Computes models with `onnxruntime-web` in a browser. Its WebAssembly comes from the app's own
 * origin, see {@link serveAssetsFrom}. Such a session can be killed in the middle of a run.
 *
 * Nothing is loaded before the first {@link Backend.load}. Defaults: execution provider `wasm`, one
 * thread; more only where the page is cross-origin isolated.
 *
 * @throws {ActorError<'backend-unavailable'>} The package is missing or cannot start here.
 * @throws {ActorError<'model-invalid'>} onnxruntime cannot load the model.
 * @example
 * ```ts worker
 * import { registry } from '@troupe/models'
 * import { ort } from '@troupe/models/ort'
 *
 * const { model } = await registry().load('language/detection')
 * const session = await ort.load(model, { providers: ['wasm'] })
 * session.provider // => 'wasm'
 * ```
 */
export const ort: Backend = {
  ...wasm,
  async load(model, options = {}) {
    const session = await wasm.load(model, options)
    if (session.provider === 'webgpu' && options.lost !== undefined) void watchGpu(options.lost)
    return session
  },
  async usable(providers) {
    const gpu = providers.includes('webgpu') && (await hasGpu())
    return providers.filter((provider) => provider !== 'webgpu' || gpu)
  },
}

async function load({ threads = 1, providers = [] }: LoadOptions): Promise<Ort> {
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
}

async function hasGpu(): Promise<boolean> {
  const { gpu } = navigator as { gpu?: { requestAdapter(): Promise<unknown> } }
  return gpu !== undefined && (await gpu.requestAdapter().catch(() => null)) !== null
}

/** Sessions hang on a device that is gone, so somebody has to tell. It is there from the first session on. */
async function watchGpu(lost: (reason: unknown) => void): Promise<void> {
  const { env } = await import('onnxruntime-web/webgpu')
  const device = (await env.webgpu.device) as unknown as { lost: Promise<{ message: string }> }
  const { message } = await device.lost
  lost(new Error(`the GPU was lost: ${message}`))
}
