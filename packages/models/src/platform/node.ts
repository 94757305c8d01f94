import { ort } from '../ort/node.ts'
import { file } from '../source/file.ts'
import { http } from '../source/http.ts'
import { npm } from '../source/npm.ts'
import { ownPackage, packageRoot } from '../source/package.ts'
import { fsStore } from '../store/fs.ts'
import type { Platform } from './platform.ts'
import { shipped } from './shipped.ts'

/** Node: the native onnxruntime, a store on the disk, manifests compiled in, which lie in the package's folder. */
export const platform: Platform = {
  runtime: 'node',
  backend: ort,
  catalogue: () =>
    shipped.map((manifest) => ({
      manifest,
      base: new URL(`models/${manifest.id}.json`, packageRoot).href,
    })),
  store: fsStore,
  sources: () => [ownPackage(), npm(), file(), http()],
}
