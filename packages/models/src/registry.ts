import type { Progress } from '@troupe/core/actor'
import { platform } from '#platform'
import { ActorError } from './errors.ts'
import { type KnownManifest, lookup } from './lookup.ts'
import type { Manifest } from './manifest.ts'
import { obtain, type FileProgress } from './obtain.ts'
import type { CatalogueEntry } from './platform/platform.ts'
import { SingleFlight } from './single-flight.ts'
import type { ModelSource } from './source/source.ts'
import type { Content, Store, WantedFile } from './store/store.ts'

/** What a registry knows and where it gets files; all optional. */
export interface RegistryOptions {
  /**
   * Manifests of your own, as `JSON.parse` gives them. One with the id and version of a shipped
   * manifest replaces it.
   */
  readonly manifests?: readonly unknown[]
  /** The URL that relative sources of these manifests start from: `import.meta.url`. Default: none. */
  readonly base?: string | URL
  /** Where downloads are kept. Default on Node: `fsStore()`; elsewhere: memory. */
  readonly store?: Store
  /** Asked before the built-in ones of the same scheme. */
  readonly sources?: readonly ModelSource[]
  /** Manifests to begin with. Default: those that ship with @troupe/models. */
  readonly catalogue?: readonly CatalogueEntry[]
}

/** How {@link Registry.load} tells how far it has come, and how it is given up. */
export interface LoadModelOptions {
  readonly signal?: AbortSignal
  /** Bytes done of bytes in total, per file. What it throws ends this load, and no other of the same model. */
  readonly onProgress?: (progress: Progress) => void
}

/** A model whose files are all here and verified. */
export interface LoadedModel {
  readonly manifest: Manifest
  /** What a {@link Backend} loads: a path where there is one, bytes otherwise. */
  readonly model: string | Uint8Array
  /** Every file of the manifest by its name. */
  readonly files: Readonly<Record<string, Content>>
  /** Weights outside of the network's file, by the names that it has for them: {@link LoadOptions.externalData}. */
  readonly externalData: Readonly<Record<string, Content>>
}

/** Finds models by their ids and brings their files. */
export interface Registry {
  /** The ids of all models, sorted. */
  ids(): string[]
  /**
   * The manifest that `id`, `id@version` or `id@alias` means; `id` alone is `id@latest`.
   *
   * @throws {ActorError<'invalid-argument'>} It is no text.
   * @throws {ActorError<'model-unknown'>} There is none; `details.near` lists what comes close.
   * @throws {ActorError<'model-invalid'>} There is one, and it is wrong.
   */
  resolve(reference: string): Manifest
  /**
   * Brings a model's files, verified. Calls for the same model at the same time share the work.
   *
   * @throws {ActorError<'model-unknown'>} There is no such model.
   * @throws {ActorError<'model-corrupt'>} A file is not the one that the manifest names.
   * @throws {ActorError<'model-unavailable'>} No source could deliver a file.
   * @throws {ActorError<'cancelled'>} The signal was aborted.
   */
  load(reference: string, options?: LoadModelOptions): Promise<LoadedModel>
}

/**
 * Makes a registry. Nothing is read or downloaded but the manifests.
 *
 * @throws {ActorError<'model-invalid'>} One of `manifests` is wrong.
 * @throws {ActorError<'invalid-argument'>} `manifests` is no list.
 * @example
 * ```ts
 * import { registry } from '@troupe/models'
 *
 * const models = registry()
 * models.resolve('voice-activity/silero').task // => 'voice-activity-detection'
 * ```
 */
export function registry(options: RegistryOptions = {}): Registry {
  const { ids, find } = lookup(options, platform.catalogue)
  const store = options.store ?? platform.store()
  const load = loader(store, [...(options.sources ?? []), ...platform.sources()])
  return {
    ids,
    resolve: (reference) => find(reference).manifest,
    load: async (reference, how = {}) => load(find(reference), how),
  }
}

function loader(
  store: Store,
  sources: readonly ModelSource[],
): (entry: KnownManifest, options: LoadModelOptions) => Promise<LoadedModel> {
  const flights = new SingleFlight<Content, FileProgress>()
  return async ({ manifest, base }, { signal, onProgress }) => {
    const model = `${manifest.id}@${manifest.version}`
    const files: Record<string, Content> = {}
    try {
      for (const [name, described] of Object.entries(manifest.files)) {
        const file: WantedFile = { model, name, sha256: described.sha256, size: described.size }
        files[name] = await flights.join(
          described.sha256,
          (shared, progress) =>
            obtain(file, described, { store, sources, base, signal: shared, progress }),
          { signal, onEvent: (event) => onProgress?.(progressOf(file, event)) },
        )
      }
    } catch (error) {
      if (signal?.aborted !== true) throw error
      throw new ActorError(
        'cancelled',
        `The load of ${model} was given up`,
        { target: model, operation: 'load' },
        { cause: signal.reason },
      )
    }
    const network = files[manifest.model]!
    const externalData = externalDataOf(manifest, files)
    return { manifest, files, externalData, model: network.path ?? (await network.bytes()) }
  }
}

/** The network names them from its own folder: `model.onnx_data` beside `onnx/model.onnx`. */
function externalDataOf(
  { model, externalData = [] }: Manifest,
  files: LoadedModel['files'],
): LoadedModel['externalData'] {
  const folder = model.slice(0, model.lastIndexOf('/') + 1)
  const named = (file: string): string =>
    file.startsWith(folder) ? file.slice(folder.length) : file
  return Object.fromEntries(externalData.map((file) => [named(file), files[file]!]))
}

function progressOf(file: WantedFile, { phase, done }: FileProgress): Progress {
  const verb = phase === 'wait' ? 'wait for' : 'download'
  return { phase: `${verb} ${file.model} ${file.name}`, done, total: file.size }
}
