import type { Backend } from '../backend.ts'
import type { KnownManifest } from '../lookup.ts'
import type { ModelSource } from '../source/source.ts'
import type { Store } from '../store/store.ts'

/** A manifest, unchecked, and where it lies. */
export interface CatalogueEntry {
  readonly manifest: unknown
  /** The URL that `./` and `npm:` sources start from. */
  readonly base?: string
}

/** What a runtime brings, chosen by export condition: Node's in `node.ts`, the browser's in `web.ts`. */
export interface Platform {
  /** Which preferences of a manifest hold here. */
  readonly runtime: 'node' | 'web'
  readonly backend: Backend
  /** The manifests that ship with this package, checked when they were compiled in. */
  catalogue(): readonly KnownManifest[]
  store(): Store
  sources(): readonly ModelSource[]
}
