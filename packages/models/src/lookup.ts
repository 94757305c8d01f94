import { type Manifest, parseManifest } from './manifest.ts'
import type { CatalogueEntry } from './platform/platform.ts'
import { choose, parseReference, unknown } from './reference.ts'
import type { RegistryOptions } from './registry.ts'

/** A checked manifest and the URL that its relative sources start from. */
export interface KnownManifest {
  readonly manifest: Manifest
  readonly base: string | undefined
}

/** Finds manifests, shipped and own. */
export interface Lookup {
  ids(): string[]
  /** @throws {ActorError<'model-unknown' | 'model-invalid'>} */
  find(reference: string): KnownManifest
}

/**
 * Checks the adopter's manifests at once. Shipped ones are checked when they are asked for: a start
 * should not pay for all of them.
 */
export function lookup(
  { manifests = [], base, catalogue }: RegistryOptions,
  shippedManifests: () => readonly CatalogueEntry[],
): Lookup {
  const shipped = catalogue ?? shippedManifests()
  const own = manifests.map((manifest) => ({
    manifest: parseManifest(manifest),
    base: base === undefined ? undefined : String(base),
  }))
  const ids = (): string[] => {
    const all = [...shipped, ...own].map(({ manifest }) => idOf(manifest))
    return [...new Set(all)].sort()
  }
  const find = (reference: string): KnownManifest => {
    const { id, wanted } = parseReference(reference)
    const known: KnownManifest[] = [
      ...shipped.filter(({ manifest }) => idOf(manifest) === id).map(checked),
      ...own.filter(({ manifest }) => manifest.id === id),
    ]
    const versions = known.map(({ manifest }) => manifest)
    const chosen = choose(versions, wanted)
    if (chosen === undefined) throw unknown(reference, ids(), versions)
    return known.find(({ manifest }) => manifest === chosen)!
  }
  return { ids, find }
}

function idOf(manifest: unknown): string {
  return String((manifest as { id?: unknown } | null)?.id)
}

function checked({ manifest, base }: CatalogueEntry): KnownManifest {
  return { manifest: parseManifest(manifest), base }
}
