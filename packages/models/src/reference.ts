import { ActorError } from './errors.ts'
import type { Manifest } from './manifest.ts'

/** A reference in its parts: `ocr/detection@stable`. */
export interface Reference {
  readonly id: string
  /** A version or an alias. */
  readonly wanted: string
}

/**
 * Reads `id`, `id@version` or `id@alias`; without a version it is `latest`.
 *
 * @throws {ActorError<'invalid-argument'>} It is no text.
 */
export function parseReference(reference: string): Reference {
  if (typeof reference !== 'string') {
    const hint = 'pass the id of a model, such as "ocr/detection"'
    throw new ActorError('invalid-argument', `The reference to a model is no text; ${hint}`, {
      argument: 'reference',
      hint,
    })
  }
  const [id = '', ...wanted] = reference.split('@')
  return { id, wanted: wanted.length === 0 ? 'latest' : wanted.join('@') }
}

/**
 * The one of `manifests`, all of one id, that `wanted` means: a version, an alias, or `latest`,
 * which is the highest version where nothing carries that alias. Later ones replace earlier ones.
 */
export function choose(manifests: readonly Manifest[], wanted: string): Manifest | undefined {
  const versions = new Map(manifests.map((manifest) => [manifest.version, manifest]))
  const each = [...versions.values()]
  const named = versions.get(wanted) ?? each.findLast(({ aliases }) => aliases?.includes(wanted))
  if (named !== undefined || wanted !== 'latest') return named
  return each.toSorted((a, b) => compare(b.version, a.version))[0]
}

/** The order of versions: numbers by value, a pre-release before its release. */
function compare(a: string, b: string): number {
  const [mainA = '', ...preA] = a.split('-')
  const [mainB = '', ...preB] = b.split('-')
  const byMain = mainA.localeCompare(mainB, 'en', { numeric: true })
  if (byMain !== 0) return byMain
  if (preA.length === 0 || preB.length === 0) return preB.length - preA.length
  return preA.join('-').localeCompare(preB.join('-'), 'en', { numeric: true })
}

/** The error for a reference that nothing answers to. */
export function unknown(
  reference: string,
  ids: readonly string[],
  versions: readonly Manifest[],
): ActorError<'model-unknown'> {
  const { id, wanted } = parseReference(reference)
  const near =
    versions.length > 0
      ? versions
          .flatMap(({ version, aliases = [] }) => [version, ...aliases])
          .map((name) => `${id}@${name}`)
      : closest(id.slice(0, longestGuess), ids)
  const what =
    versions.length > 0 ? `${id} has no version or alias "${wanted}"` : `There is no model "${id}"`
  const hint =
    near.length > 0
      ? `Did you mean ${near.join(' or ')}?`
      : `There are ${ids.join(', ') || 'none'}.`
  return new ActorError(
    'model-unknown',
    `${what}. ${hint} Pass manifests of your own to registry({ manifests })`,
    {
      model: reference,
      near,
    },
  )
}

/** What is longer is no slip of the pen, and would be compared for long. */
const longestGuess = 200

/** At most three ids that share a part with `id` or differ by a few characters. */
function closest(id: string, ids: readonly string[]): string[] {
  const parts = id.split('/')
  return ids
    .map((other) => ({
      other,
      far: distance(id, other),
      shared: other.split('/').some((part) => parts.includes(part)),
    }))
    .filter(({ far, shared }) => shared || far <= Math.max(2, id.length / 4))
    .toSorted((a, b) => a.far - b.far)
    .slice(0, 3)
    .map(({ other }) => other)
}

/** Insertions, removals and replacements between two words (Levenshtein). */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const replaced = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(replaced, row[j]! + 1, next[j - 1]! + 1))
    }
    row = next
  }
  return row[b.length]!
}
