import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { inlinedIn } from './bootstrap/bundle.mjs'
import { findCycles, pathTo } from './check-layers/cycles.ts'
import {
  actorSubpath,
  coreLayers,
  nodeFilesOfModels,
  nodePackages,
  packages,
} from './check-layers/drawing.ts'
import { importsOf, type Import, type Sources } from './check-layers/imports.ts'
import { findFiles } from './files.ts'

/** What each package may import by name, by the package's folder. */
export type Declared = ReadonlyMap<string, ReadonlySet<string>>

/** Every place where an import does not follow the drawing in ARCHITECTURE.md. */
export function checkLayers(sources: Sources, declared: Declared): string[] {
  const imports = [...sources].flatMap(([path, text]) => importsOf(path, text))
  const cycles = findCycles(imports).map((cycle) => `import cycle: ${cycle.join(' -> ')}`)
  const places = imports.flatMap((it) => {
    const problem = problemOf(it, declared)
    return problem === undefined ? [] : [`${it.from}:${it.line}: ${problem}`]
  })
  return [...places, ...cycles, ...actorSubpathProblems(imports)]
}

function problemOf(it: Import, declared: Declared): string | undefined {
  const home = /^packages\/[^/]+/.exec(it.from)?.[0] ?? ''
  if (!it.relative) return packageProblem(it, home, declared)
  if (!it.to.startsWith(`${home}/src/`)) return `${it.to} is outside this package's sources`
  return home === 'packages/core' && !it.typeOnly ? layerProblem(it) : undefined
}

function packageProblem(it: Import, home: string, declared: Declared): string | undefined {
  const name = packageName(it.to)
  const own = `@troupe/${home.slice('packages/'.length)}`
  if (name.startsWith('node:')) return builtinProblem(it, home)
  if (name.startsWith('@troupe/')) {
    return packages[own]?.includes(name) ? undefined : `${own} must not know ${name}`
  }
  if (declared.get(home)?.has(name)) return undefined
  return `${name} is in neither dependencies nor peerDependencies of ${own}`
}

function builtinProblem({ from, to }: Import, home: string): string | undefined {
  if (nodePackages.has(home)) return undefined
  if (home !== 'packages/models') return `${home} must not know Node (${to})`
  return nodeFilesOfModels.test(from) ? undefined : `only models' files for Node may import ${to}`
}

function layerProblem({ from, to }: Import): string | undefined {
  const [upper, lower] = [layerOf(from), layerOf(to)]
  if (upper === -1 || lower === -1) {
    return `${upper === -1 ? from : to} has no place in the drawing (tools/check-layers/drawing.ts)`
  }
  return lower <= upper ? undefined : `${to} stands above it in the drawing`
}

function layerOf(path: string): number {
  const place = path.slice('packages/core/src/'.length)
  const named = coreLayers.findIndex((layer) => layer.includes(place))
  if (named !== -1) return named
  return coreLayers.findIndex((layer) => layer.includes(`${place.split('/')[0]}/`))
}

function actorSubpathProblems(imports: readonly Import[]): string[] {
  const heavy = (target: string): boolean => /^xstate$|\/supervise\//.test(target)
  const path = pathTo(imports, actorSubpath, heavy)
  return path === undefined ? [] : [`@troupe/core/actor loads too much: ${path.join(' -> ')}`]
}

function packageName(specifier: string): string {
  return specifier.startsWith('@') ? specifier.split('/', 2).join('/') : specifier.split('/', 1)[0]!
}

/** The sources of all packages. */
export function readSources(root: string): Sources {
  const paths = findFiles(root, '.ts', ['packages/*/src/**/*.ts'])
  return new Map(paths.map((path) => [path, readFileSync(join(root, path), 'utf8')]))
}

/** The dependencies, peers and `#` names that each package declares, and what is built into it. */
export function readDeclared(root: string): Declared {
  const entries = Object.keys(packages).map((name): [string, ReadonlySet<string>] => {
    const short = name.slice('@troupe/'.length)
    const home = `packages/${short}`
    const manifest = JSON.parse(readFileSync(join(root, home, 'package.json'), 'utf8')) as {
      dependencies?: Record<string, string>
      peerDependencies?: Record<string, string>
      imports?: Record<string, unknown>
    }
    const { dependencies, peerDependencies, imports } = manifest
    const names = Object.keys({ ...dependencies, ...peerDependencies, ...imports })
    return [home, new Set([...names, ...(inlinedIn[short] ?? [])])]
  })
  return new Map(entries)
}
