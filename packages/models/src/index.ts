/**
 * Models, their registry, and actors that infer.
 *
 * @module main
 */

export { inference } from './inference.ts'
export type { InferenceContext, InferenceOptions, InferenceSetup } from './inference.ts'
export type { InferenceModel } from './open-model.ts'
export type { BatchOptions } from './batch/batch.ts'

export { registry } from './registry.ts'
export type { LoadedModel, LoadModelOptions, Registry, RegistryOptions } from './registry.ts'
export { parseManifest } from './manifest.ts'
export type { Manifest, ManifestFile, WarmUp } from './manifest.ts'

export { tensor, zeros } from './tensor.ts'
export type { DataType, Tensor, TensorArrays } from './tensor.ts'
export type {
  Backend,
  LoadOptions,
  Native,
  Session,
  SessionOptions,
  TensorInfo,
  Tensors,
} from './backend.ts'

export { memoryStore } from './store/memory.ts'
export type {
  Content,
  Download,
  FillOptions,
  Store,
  Unfinished,
  WantedFile,
} from './store/store.ts'
export { http } from './source/http.ts'
export type { HttpOptions } from './source/http.ts'
export type { ModelSource, SourceRequest } from './source/source.ts'
export type { BackendFailure, SourceFailure } from './errors.ts'
export type { CatalogueEntry } from './platform/platform.ts'
