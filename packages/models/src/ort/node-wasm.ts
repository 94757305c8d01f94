import { wasmBackend } from './wasm-backend.ts'

/** `onnxruntime-web` on Node, where the native package is missing: slower, and killable in a run. */
export const ort = wasmBackend(async ({ threads = 1 }) => {
  const { env, InferenceSession, Tensor } = await import('onnxruntime-web')
  env.wasm.numThreads = threads
  return { InferenceSession, Tensor }
})
