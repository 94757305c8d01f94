import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { ActorError, reasonOf } from '../errors.ts'
import { registry } from '../registry.ts'

/** What a browser needs of an app's own origin. */
export interface AssetOptions {
  /** Ids of models, or the first part of several: `ocr`. Default: all that ship with this package. */
  readonly models?: readonly string[]
  /** What computes: `wasm` is 14 MB; `webgpu` is 27 MB more. Default: both. */
  readonly providers?: readonly ('wasm' | 'webgpu')[]
  /** The app's folder, from which onnxruntime-web is found. Default: the current folder. */
  readonly from?: string
}

/** One file that a browser fetches. */
export interface Asset {
  /** Below the folder of assets: `models/<sha256>`, `ort/<name>`. */
  readonly path: string
  /** Where it lies on this machine. */
  readonly file: string
}

const builds = { wasm: 'ort-wasm-simd-threaded', webgpu: 'ort-wasm-simd-threaded.asyncify' }

/**
 * The files that the actors of this package fetch in a browser: models under their SHA-256, and the
 * WebAssembly of onnxruntime-web.
 *
 * @throws {ActorError<'model-unknown'>} There is no such model.
 * @throws {ActorError<'backend-unavailable'>} onnxruntime-web is not installed.
 */
export async function listAssets({
  models,
  providers = ['wasm', 'webgpu'],
  from = process.cwd(),
}: AssetOptions = {}): Promise<Asset[]> {
  const files = providers.flatMap((provider) =>
    ['mjs', 'wasm'].map((extension) => ortFile(`${builds[provider]}.${extension}`, from)),
  )
  const wanted = await Promise.all(chosen(models).map(modelFiles))
  const byPath = new Map([...wanted.flat(), ...files].map((asset) => [asset.path, asset]))
  return [...byPath.values()]
}

function chosen(models: readonly string[] | undefined): readonly string[] {
  const ids = registry().ids()
  if (models === undefined) return ids
  return models.flatMap((model) => {
    const below = ids.filter((id) => id.startsWith(`${model}/`))
    return below.length > 0 ? below : [model]
  })
}

async function modelFiles(id: string): Promise<Asset[]> {
  const { manifest, files } = await registry().load(id)
  return Object.entries(files).map(([name, { path }]) => ({
    path: `models/${manifest.files[name]!.sha256}`,
    file: path!,
  }))
}

function ortFile(name: string, from: string): Asset {
  const failures: unknown[] = []
  for (const place of [pathToFileURL(`${from}/_`).href, import.meta.url]) {
    try {
      return { path: `ort/${name}`, file: createRequire(place).resolve(`onnxruntime-web/${name}`) }
    } catch (error) {
      failures.push(error)
    }
  }
  throw new ActorError(
    'backend-unavailable',
    `onnxruntime-web was not found from ${from}: npm install onnxruntime-web`,
    { causes: [{ package: 'onnxruntime-web', reason: reasonOf(failures[0]) }] },
    { cause: failures[0] },
  )
}
