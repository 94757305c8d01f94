import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Problem } from './problem.ts'
import type { Plan } from './questions.ts'

const home = fileURLToPath(new URL('..', import.meta.url))

/** The version of this package, which is that of all of Troupe. */
export const { version } = readManifest(home)

/** What of a template belongs to whoever works on it. */
const notCopied = new Set(['node_modules', 'dist', 'package-lock.json'])

/**
 * Writes an app and tells the folder it is in.
 *
 * @throws {Problem} The folder holds something, is a file, or cannot be made.
 */
export function scaffold({ folder, template }: Plan): string {
  const target = resolve(folder)
  refuseOccupied(target, folder)
  makeFolder(target, folder)
  const source = join(home, 'templates', template)
  for (const entry of readdirSync(source)) {
    if (notCopied.has(entry)) continue
    // npm leaves a .gitignore out of a package.
    const name = entry === '_gitignore' ? '.gitignore' : entry
    cpSync(join(source, entry), join(target, name), { recursive: true })
  }
  writeManifest(target)
  return target
}

function refuseOccupied(target: string, folder: string): void {
  if (!existsSync(target)) return
  const found = entriesOf(target, folder).filter((entry) => entry !== '.git')
  if (found.length === 0) return
  const some = found.slice(0, 3).join(', ') + (found.length > 3 ? ', ...' : '')
  throw new Problem(
    `The folder "${folder}" is not empty: it holds ${some}. Name a new one, or empty this one first.`,
  )
}

function entriesOf(target: string, folder: string): string[] {
  try {
    return readdirSync(target)
  } catch {
    throw new Problem(`"${folder}" is not a folder that can be read. Name another one.`)
  }
}

function makeFolder(target: string, folder: string): void {
  try {
    mkdirSync(target, { recursive: true })
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw new Problem(`The folder "${folder}" cannot be made (${code}). Name another one.`)
  }
}

interface Manifest {
  name: string
  version: string
  readonly dependencies: Record<string, string>
}

function writeManifest(target: string): void {
  const manifest = readManifest(target)
  manifest.name = packageName(basename(target))
  for (const name of Object.keys(manifest.dependencies)) {
    if (name.startsWith('@troupe/')) manifest.dependencies[name] = `^${version}`
  }
  writeFileSync(join(target, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`)
}

/** Names that npm keeps for itself. */
const taken = ['', 'node_modules', 'favicon.ico']

/** What npm takes for a name: lower case, and neither spaces nor signs. */
function packageName(folder: string): string {
  const name = folder.toLowerCase().replaceAll(/[^a-z0-9._~-]+/g, '-')
  const begun = name.replace(/^[._-]+/, '').slice(0, 214)
  return taken.includes(begun) ? 'troupe-app' : begun
}

function readManifest(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest
}
