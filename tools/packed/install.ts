import { existsSync, mkdirSync, readFileSync, realpathSync, symlinkSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { homes, type Tarballs } from './pack.ts'
import { runProgram } from './run.ts'

/**
 * What `npm install` does, without the network: Troupe's packages come out of their tarballs, and
 * what others made is linked to where `from` finds it.
 */
export async function installLinked(
  folder: string,
  name: string,
  tarballs: Tarballs,
  from: string,
): Promise<void> {
  const target = join(folder, 'node_modules', name)
  if (existsSync(target)) return
  const tarball = tarballs[name]
  if (tarball === undefined) return link(realpathSync(join(from, 'node_modules', name)), target)
  mkdirSync(target, { recursive: true })
  await runProgram(`tar -xzf "${tarball}" --strip-components=1`, target)
  const manifest = JSON.parse(readFileSync(join(target, 'package.json'), 'utf8')) as Manifest
  for (const [program, file] of Object.entries(manifest.bin ?? {})) {
    link(join(target, file), join(folder, 'node_modules/.bin', program))
  }
  for (const dependency of Object.keys(manifest.dependencies ?? {})) {
    await installLinked(folder, dependency, tarballs, homes[name]!)
  }
}

interface Manifest {
  readonly bin?: Record<string, string>
  readonly dependencies?: Record<string, string>
}

function link(target: string, path: string): void {
  mkdirSync(dirname(path), { recursive: true })
  symlinkSync(target, path, 'junction')
}
