import { posix } from 'node:path'

interface Manifest {
  readonly name: string
  readonly exports?: Record<string, unknown>
}

/** What may be imported from a package: the names that lead to JavaScript. */
export function importsOf(files: ReadonlyMap<string, Buffer>): string[] {
  const { name, exports = {} } = JSON.parse(files.get('package.json')!.toString()) as Manifest
  const paths = Object.keys(exports).filter((path) => !path.endsWith('.json'))
  return paths.map((path) => name + path.slice(1))
}

/** Nothing in such a script could be stepped through: it only passes on what others have. */
const passesOn = /^(\s*(import|export) [^;]*;)*\s*$/

/** What is wrong with the source maps of a package; each script with code has one, with its sources. */
export function sourceMapProblems(files: ReadonlyMap<string, Buffer>): string[] {
  const scripts = [...files]
    .filter(([path, content]) => /^dist\/.*\.js$/.test(path) && !passesOn.test(content.toString()))
    .map(([path]) => path)
  return scripts.flatMap((path) => [...problemsOf(path, files)])
}

function* problemsOf(path: string, files: ReadonlyMap<string, Buffer>): Iterable<string> {
  const map = files.get(`${path}.map`)
  const named = `//# sourceMappingURL=${posix.basename(path)}.map`
  if (!files.get(path)!.includes(named)) yield `${path} does not name its map`
  if (map === undefined) return yield `${path} has no map`
  const { sources, sourcesContent, ignoreList } = JSON.parse(map.toString()) as SourceMap
  for (const [at, source] of sources.entries()) {
    // Of another package that is inlined: a debugger steps over it.
    if (ignoreList?.includes(at) === true) continue
    const found = posix.join(posix.dirname(path), source)
    if ((sourcesContent?.[at] ?? null) === null && !files.has(found))
      yield `${path}: ${found} is not packed`
  }
}

interface SourceMap {
  readonly sources: readonly string[]
  readonly sourcesContent?: readonly (string | null)[]
  readonly ignoreList?: readonly number[]
}
