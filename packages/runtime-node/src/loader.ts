import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { extname } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { ActorError } from '@troupe/core'

/** What an isolate imports before the actor's module, so that Node understands it. */
export interface Loader {
  /** Resolved URLs, in order. */
  readonly modules: readonly string[]
  /** Whether each exports a `register()` that has to be called. */
  readonly register: boolean
}

const typeScript = new Set(['.ts', '.mts', '.cts', '.tsx'])

/**
 * Finds what it takes to import a module: nothing for JavaScript, and for TypeScript that this Node
 * cannot read, `tsx`.
 *
 * @throws {ActorError<'start-failed'>} It is not installed.
 */
export function loaderFor(
  module: string,
  wanted: string | undefined,
  path: string,
): Loader | undefined {
  const name = wanted ?? (isForeign(module) ? 'tsx' : undefined)
  if (name === undefined) return undefined
  const modules = name === 'tsx' ? tsxFrom(module) : [resolve(name, module)]
  if (modules.every((found) => found !== undefined)) return { modules, register: name === 'tsx' }
  throw new ActorError(
    'start-failed',
    wanted === undefined
      ? `${path}: Node ${process.versions.node} cannot import ${module} as it is; install tsx (npm install --save-dev tsx), name another "loader", or compile it`
      : `${path}: the loader ${JSON.stringify(name)} was not found from ${module}; install it, or pass its URL`,
    { target: path, phase: 'spawn' },
  )
}

/** Whether Node does not import a module by itself. */
function isForeign(module: string): boolean {
  if (!module.startsWith('file:')) return false
  const { pathname } = new URL(module)
  const extension = extname(pathname)
  if (!typeScript.has(extension)) return false
  // Node strips types, but knows no JSX, and never in packages.
  const strips = Boolean((process.features as { typescript?: unknown }).typescript)
  return !strips || extension === '.tsx' || pathname.includes('/node_modules/')
}

/**
 * tsx leaves threads alone unless it is told to take part, and `require` finds other entries of it
 * than `import` does.
 */
function tsxFrom(module: string): (string | undefined)[] {
  const manifest = resolve('tsx/package.json', module)
  if (manifest === undefined) return [undefined]
  const { exports } = JSON.parse(readFileSync(new URL(manifest), 'utf8')) as TsxManifest
  return (['./cjs/api', './esm/api'] as const).map(
    (entry) => new URL(exports[entry].import.default, manifest).href,
  )
}

interface TsxManifest {
  exports: Record<'./cjs/api' | './esm/api', { import: { default: string } }>
}

function resolve(name: string, module: string): string | undefined {
  if (URL.canParse(name)) return name
  for (const from of [module, import.meta.url]) {
    if (!from.startsWith('file:')) continue
    try {
      return pathToFileURL(createRequire(fileURLToPath(from)).resolve(name)).href
    } catch {
      // Not visible from there.
    }
  }
  return undefined
}
