const fallback = '/troupe/'
let chosen: URL | undefined

/**
 * Says where the app serves the files of models and the WebAssembly of onnxruntime: the folder that
 * the Vite plugin or `troupe-assets` filled. Call it in the worker before the actor starts.
 * Default: `/troupe/` of the page's origin.
 *
 * @param base An absolute URL, or one relative to the page's origin.
 * @returns What holds from now on, with a slash at its end.
 * @example
 * ```ts worker
 * import { serveAssetsFrom } from '@troupe/models/web'
 *
 * serveAssetsFrom(new URL('/shop/troupe/', location.origin))
 * ```
 */
export function serveAssetsFrom(base: string | URL): URL {
  const href = String(base)
  return (chosen = new URL(href.endsWith('/') ? href : `${href}/`, origin()))
}

/** The URL of one asset. */
export function assetUrl(path: string): string {
  return new URL(path, chosen ?? new URL(fallback, origin())).href
}

function origin(): string {
  return globalThis.location.origin
}
