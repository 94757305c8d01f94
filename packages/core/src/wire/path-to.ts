/**
 * Where `wanted` is in a message, in words; the message alone where it is not found again, because a
 * getter or a proxy gives something else each time. Only for the words of an error, so it may be slow,
 * but it ends.
 */
export function pathTo(wanted: unknown, message: unknown): string {
  const keys = search(wanted, message)
  // A long one in short.
  const few = keys.length > 12 ? [...keys.slice(0, 6), '…', ...keys.slice(-3)] : keys
  return ['message', ...few].join('.')
}

/** So many objects and so many levels are looked at. */
const most = 100_000
const deepest = 501

function search(wanted: unknown, message: unknown): string[] {
  try {
    return find(wanted, message, new Set(), 0) ?? []
  } catch {
    return []
  }
}

function find(
  wanted: unknown,
  value: unknown,
  seen: Set<object>,
  depth: number,
): string[] | undefined {
  if (Object.is(value, wanted)) return []
  if (typeof value !== 'object' || value === null || depth === deepest) return undefined
  if (seen.has(value) || seen.size === most) return undefined
  seen.add(value)
  for (const [key, inner] of entriesOf(value)) {
    const path = find(wanted, inner, seen, depth + 1)
    if (path !== undefined) return [String(key), ...path]
  }
  return undefined
}

/** One by one, in the order of the walk that met the obstacle: what comes behind it may throw. */
function* entriesOf(value: object): Iterable<[unknown, unknown]> {
  if (value instanceof Map) yield* value as Map<unknown, unknown>
  else if (value instanceof Set) yield* [...(value as Set<unknown>)].entries()
  else if (!ArrayBuffer.isView(value) && !(value instanceof Error)) {
    for (const key of Object.keys(value)) yield [key, (value as Record<string, unknown>)[key]]
  }
}
