import { ort } from '../ort/web.ts'
import { assets } from '../source/assets.ts'
import { http } from '../source/http.ts'
import { browserStore } from '../store/browser.ts'
import type { Platform } from './platform.ts'
import { shipped } from './shipped.ts'

/** Browsers: onnxruntime-web, files over HTTP, a store of the origin, manifests compiled in. */
export const platform: Platform = {
  runtime: 'web',
  backend: ort,
  catalogue: () => shipped.map((manifest) => ({ manifest, base: undefined })),
  store: browserStore,
  sources: () => [assets(), http()],
}
