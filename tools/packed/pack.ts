import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../files.ts'
import { ownPrograms, runProgram } from './run.ts'

/** Tarballs by the names of their packages. */
export type Tarballs = Readonly<Record<string, string>>

/** The folder of each package that is published, by its name. */
export const homes: Readonly<Record<string, string>> = Object.fromEntries(
  readdirSync(join(root, 'packages')).map((folder) => {
    const home = join(root, 'packages', folder)
    const manifest = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as Manifest
    return [manifest.name, home]
  }),
)

interface Manifest {
  readonly name: string
}

/** Packs packages as they would be published; default: all. */
export async function packAll(folder: string, names = Object.keys(homes)): Promise<Tarballs> {
  const packed = names.map(async (name) => {
    const target = join(folder, name)
    await runProgram(`pnpm pack --pack-destination "${target}"`, homes[name]!, {
      programs: [ownPrograms],
    })
    const [tarball] = readdirSync(target)
    return [name, join(target, tarball!)] as const
  })
  return Object.fromEntries(await Promise.all(packed))
}
