import {
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { homes } from './packed.ts'
import type { Recipe } from './recipes.ts'
import { runProgram } from './run.ts'

const here = fileURLToPath(new URL('..', import.meta.url))

/** Makes the app of a recipe in `folder`, unless it is there, and builds it. */
export async function makeApp(
  folder: string,
  recipe: Recipe,
  tarballs: Readonly<Record<string, string>>,
): Promise<void> {
  if (existsSync(folder)) return
  write(join(folder, 'package.json'), '{ "private": true, "type": "module" }\n')
  for (const [path, code] of recipe.files) write(join(folder, path), code)
  for (const name of recipe.packages) await install(folder, name, tarballs)
  for (const command of recipe.commands) await runProgram(command, folder)
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
}

/**
 * What `npm install` does, without the network: Troupe's packages come out of their tarballs, and
 * what others made from this repository.
 */
async function install(
  folder: string,
  name: string,
  tarballs: Readonly<Record<string, string>>,
  from = here,
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
  for (const dependency of Object.keys(manifest.dependencies)) {
    await install(folder, dependency, tarballs, homes[name])
  }
}

interface Manifest {
  readonly bin?: Record<string, string>
  readonly dependencies: Record<string, string>
}

function link(target: string, path: string): void {
  mkdirSync(dirname(path), { recursive: true })
  symlinkSync(target, path, 'junction')
}
