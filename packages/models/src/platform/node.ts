import { ort } from '../ort/node.ts'
import { file } from '../source/file.ts'
import { http } from '../source/http.ts'
import { npm } from '../source/npm.ts'
import { ownPackage } from '../source/package.ts'
import { fsStore } from '../store/fs.ts'
import { shippedManifests } from './catalogue.ts'
import type { Platform } from './platform.ts'

/** Node: the native onnxruntime, a store on the disk, manifests read from the package's folder. */
export const platform: Platform = {
  runtime: 'node',
  backend: ort,
  catalogue: shippedManifests,
  store: fsStore,
  sources: () => [ownPackage(), npm(), file(), http()],
}
