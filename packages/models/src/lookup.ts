import { wrongOption } from './errors.ts'
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

/** What a lookup goes through: the manifest, once somebody asks for its id. */
interface Listed {
  readonly id: string
  known(): KnownManifest
}

/**
 * Checks the adopter's manifests at once, and those of a catalogue when they are asked for. Shipped
 * ones were checked when this package was made: no start pays for that.
 */
export function lookup(
  { manifests = [], base, catalogue }: RegistryOptions,
  shipped: () => readonly KnownManifest[],
): Lookup {
  if (!Array.isArray(manifests))
    wrongOption('registry()', 'manifests', 'pass a list of manifests, as JSON.parse gives them')
  const own = manifests.map((manifest) => ({
    manifest: parseManifest(manifest),
    base: base === undefined ? undefined : String(base),
  }))
  const listed = [...(catalogue?.map(unchecked) ?? shipped().map(checked)), ...own.map(checked)]
  const ids = (): string[] => [...new Set(listed.map((entry) => entry.id))].sort()
  const find = (reference: string): KnownManifest => {
    const { id, wanted } = parseReference(reference)
    const known = listed.filter((entry) => entry.id === id).map((entry) => entry.known())
    const versions = known.map(({ manifest }) => manifest)
    const chosen = choose(versions, wanted)
    if (chosen === undefined) throw unknown(reference, ids(), versions)
    return known.find(({ manifest }) => manifest === chosen)!
  }
  return { ids, find }
}

function checked(known: KnownManifest): Listed {
  return { id: known.manifest.id, known: () => known }
}

function unchecked({ manifest, base }: CatalogueEntry): Listed {
  const id = String((manifest as { id?: unknown } | null)?.id)
  return { id, known: () => ({ manifest: parseManifest(manifest), base }) }
}
