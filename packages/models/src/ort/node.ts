import type { Backend, Native } from '../backend.ts'
import { ActorError, type BackendFailure, reasonOf } from '../errors.ts'
import { readWhole } from '../store/read-file.ts'
import { createSession, nativeTurn, type Ort } from './session.ts'
import { ort as web } from './node-wasm.ts'

/** The native package, or why there is none; asked for once. */
let loading: Promise<Ort | BackendFailure> | undefined

/**
 * Computes models with onnxruntime. On Node that is the native package `onnxruntime-node`; where it
 * is missing or has no binary for the platform, the WebAssembly of `onnxruntime-web` serves. Neither
 * is a dependency of this package: install the one that you want.
 *
 * Nothing is loaded before the first {@link Backend.load}. Defaults: one thread, no spinning, all
 * graph optimisations, execution provider `cpu`; telemetry of onnxruntime is off.
 *
 * @throws {ActorError<'backend-unavailable'>} Neither package works here; names what to install.
 * @throws {ActorError<'model-invalid'>} onnxruntime cannot load the model.
 * @example
 * ```ts
 * import { registry } from '@troupe/models'
 * import { ort } from '@troupe/models/ort'
 *
 * const { model } = await registry().load('language/detection')
 * const session = await ort.load(model)
 * session.outputs.length // => 1
 * await session.dispose()
 * ```
 */
export const ort: Backend = {
  name: 'onnxruntime',
  native: true,
  prepare(native) {
    loading ??= load(native)
    loading.catch(() => {})
  },
  async load(model, options = {}) {
    const found = await (loading ??= load(options.native))
    if ('InferenceSession' in found)
      return createSession(found, model, options, { providers: ['cpu'] })
    return loadWasm(found, model, options)
  },
}

async function load(native: Native | undefined): Promise<Ort | BackendFailure> {
  // onnxruntime reads it once, at its first load, from the real environment of the process.
  process.env['ORT_DISABLE_TELEMETRY'] ??= '1'
  try {
    const { InferenceSession, Tensor } = await nativeTurn(native)(() => import('onnxruntime-node'))
    return { InferenceSession, Tensor }
  } catch (error) {
    if (ActorError.is(error)) {
      loading = undefined
      throw error
    }
    return { package: 'onnxruntime-node', reason: reasonOf(error) }
  }
}

const loadWasm = async (
  missing: BackendFailure,
  model: string | Uint8Array,
  options: Parameters<Backend['load']>[1],
): ReturnType<Backend['load']> => {
  const bytes = typeof model === 'string' ? await readWhole(model) : model
  const name = options?.name ?? (typeof model === 'string' ? model : undefined)
  try {
    return await web.load(bytes, { ...options, name, providers: ['wasm'] })
  } catch (error) {
    if (!ActorError.is(error, 'backend-unavailable')) throw error
    const causes = [missing, ...error.details.causes]
    const tried = causes.map(({ package: tried, reason }) => `${tried}: ${reason}`).join('; ')
    throw new ActorError(
      'backend-unavailable',
      `Nothing here can compute models. Install onnxruntime-node (or onnxruntime-web, slower) beside @troupe/models. Tried ${tried}`,
      { causes },
      { cause: error },
    )
  }
}
