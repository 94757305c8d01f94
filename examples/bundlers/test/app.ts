import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { installLinked } from '../../../tools/packed/install.ts'
import type { Tarballs } from '../../../tools/packed/pack.ts'
import { runProgram } from '../../../tools/packed/run.ts'
import type { Recipe } from './recipes.ts'

const here = fileURLToPath(new URL('..', import.meta.url))
const programs = [join(here, 'node_modules/.bin')]

/** Makes the app of a recipe in `folder`, unless it is there, and builds it. */
export async function makeApp(folder: string, recipe: Recipe, tarballs: Tarballs): Promise<void> {
  if (existsSync(folder)) return
  write(join(folder, 'package.json'), '{ "private": true, "type": "module" }\n')
  for (const [path, code] of recipe.files) write(join(folder, path), code)
  for (const name of recipe.packages) await installLinked(folder, name, tarballs, here)
  for (const command of recipe.commands) {
    await runProgram(command.replace(/^npx /, ''), folder, { programs })
  }
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
}
