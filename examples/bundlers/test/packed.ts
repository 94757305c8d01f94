import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { runProgram } from './run.ts'

const packages = fileURLToPath(new URL('../../../packages', import.meta.url))

/** The folder of each package that an app in the browser installs, by its name. */
export const homes: Readonly<Record<string, string>> = {
  '@troupe/core': join(packages, 'core'),
  '@troupe/models': join(packages, 'models'),
  '@troupe/runtime-web': join(packages, 'runtime-web'),
}

/** Packs the packages as they would be published; their tarballs by name. */
export async function packAll(folder: string): Promise<Readonly<Record<string, string>>> {
  const packed = Object.entries(homes).map(async ([name, home]) => {
    const target = join(folder, name)
    await runProgram(`pnpm pack --pack-destination "${target}"`, home)
    const [tarball] = readdirSync(target)
    return [name, join(target, tarball!)] as const
  })
  return Object.fromEntries(await Promise.all(packed))
}
