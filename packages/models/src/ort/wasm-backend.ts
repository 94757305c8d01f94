import type { Backend, LoadOptions } from '../backend.ts'
import { ActorError, reasonOf } from '../errors.ts'
import { createSession, nativeTurn, type Ort } from './session.ts'

/** A backend over the WebAssembly of onnxruntime-web. */
export function wasmBackend(load: (options: LoadOptions) => Promise<Ort>): Backend {
  /** The package, asked for once; a failed initialisation of WebAssembly stays failed. */
  let loading: Promise<Ort> | undefined
  const loadOnce = async (options: LoadOptions): Promise<Ort> => {
    try {
      return await nativeTurn(options.native)(() => load(options))
    } catch (cause) {
      loading = undefined
      if (ActorError.is(cause)) throw cause
      const reason = reasonOf(cause)
      throw new ActorError(
        'backend-unavailable',
        `onnxruntime-web cannot be used: ${reason}. Install it beside @troupe/models`,
        { causes: [{ package: 'onnxruntime-web', reason }] },
        { cause },
      )
    }
  }
  return {
    name: 'onnxruntime-web',
    native: false,
    async load(model, options = {}) {
      const found = await (loading ??= loadOnce(options))
      return createSession(found, model, options, { providers: ['wasm'] })
    },
  }
}
