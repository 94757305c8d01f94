import type { Content } from '../store/store.ts'

/** A file of weights as onnxruntime takes it: by the name that the network has for it. */
export interface ExternalData {
  readonly path: string
  readonly data: Uint8Array
}

/**
 * The weights that lie outside of a network's file. None where all lie beside it under their names:
 * onnxruntime finds them there, and maps them instead of reading them.
 */
export async function externalDataFor(
  model: string | Uint8Array,
  given: Readonly<Record<string, Content>> = {},
): Promise<readonly ExternalData[]> {
  const files = Object.entries(given)
  const found = files.every(([name, { path }]) => path !== undefined && isBeside(model, name, path))
  if (found) return []
  return Promise.all(files.map(async ([path, file]) => ({ path, data: await file.bytes() })))
}

function isBeside(model: string | Uint8Array, name: string, path: string): boolean {
  if (typeof model !== 'string') return false
  const [network, weights] = [model, path].map((place) => place.replaceAll('\\', '/'))
  return weights === `${network!.slice(0, network!.lastIndexOf('/') + 1)}${name}`
}
