import type { Backend, Native } from '../backend.ts'
import { ActorError, reasonOf } from '../errors.ts'
import { createSession, nativeTurn, type Ort } from './session.ts'

/** The package, asked for once; a failed initialisation of WebAssembly stays failed. */
let loading: Promise<Ort> | undefined

/**
 * Computes models with `onnxruntime-web`, in browsers and, as WebAssembly, on Node too. Such a
 * session can be killed in the middle of a run.
 *
 * Nothing is loaded before the first {@link Backend.load}. Defaults: one thread, execution provider
 * `wasm`.
 *
 * @throws {ActorError<'backend-unavailable'>} The package is missing or cannot start here.
 * @throws {ActorError<'model-invalid'>} onnxruntime cannot load the model.
 * @example
 * ```ts
 * import { ort } from '@troupe/models/ort'
 *
 * typeof ort.load // => 'function'
 * ```
 */
export const ort: Backend = {
  name: 'onnxruntime-web',
  native: false,
  async load(model, options = {}) {
    const found = await (loading ??= load(options.native, options.threads ?? 1))
    return createSession(found, model, options, { providers: ['wasm'] })
  },
}

async function load(native: Native | undefined, threads: number): Promise<Ort> {
  try {
    return await nativeTurn(native)(async () => {
      const { env, InferenceSession, Tensor } = await import('onnxruntime-web')
      env.wasm.numThreads = threads
      return { InferenceSession, Tensor }
    })
  } catch (cause) {
    loading = undefined
    if (ActorError.is(cause)) throw cause
    const reason = reasonOf(cause)
    throw new ActorError(
      'backend-unavailable',
      `onnxruntime-web cannot be used: ${reason}. Install it beside @troupe/models`,
      {
        causes: [{ package: 'onnxruntime-web', reason }],
      },
      { cause },
    )
  }
}
