import type { Import } from './imports.ts'

/** The cycles among static imports of values: loading order would decide what works. */
export function findCycles(imports: readonly Import[]): string[][] {
  const edges = edgesOf(imports)
  const done = new Set<string>()
  const cycles: string[][] = []
  const visit = (file: string, path: readonly string[]): void => {
    const start = path.indexOf(file)
    if (start !== -1) cycles.push([...path.slice(start), file])
    if (start !== -1 || done.has(file)) return
    for (const next of edges.get(file) ?? []) visit(next, [...path, file])
    done.add(file)
  }
  for (const file of edges.keys()) visit(file, [])
  return cycles
}

/** How `from` comes to load a file or package that fits `forbidden`, or `undefined`. */
export function pathTo(
  imports: readonly Import[],
  from: string,
  forbidden: (target: string) => boolean,
): string[] | undefined {
  const edges = edgesOf(imports)
  const seen = new Set<string>()
  const queue = [[from]]
  for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
    const last = path.at(-1)!
    if (forbidden(last)) return path
    if (seen.has(last)) continue
    seen.add(last)
    for (const next of edges.get(last) ?? []) queue.push([...path, next])
  }
  return undefined
}

function edgesOf(imports: readonly Import[]): Map<string, string[]> {
  const edges = new Map<string, string[]>()
  for (const { from, to, typeOnly, dynamic } of imports) {
    if (!typeOnly && !dynamic) edges.set(from, [...(edges.get(from) ?? []), to])
  }
  return edges
}
