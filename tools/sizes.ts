/** Weighs what the imports of the packed packages bring, and writes docs/sizes.md. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { root } from './files.ts'
import { installLinked } from './packed/install.ts'
import { homes, packAll, type Tarballs } from './packed/pack.ts'
import { entries } from './sizes/entries.ts'
import { measure, type Size } from './sizes/measure.ts'
import { sizesPage } from './sizes/page.ts'

/** Where the sizes are written down. */
export const sizesFile = join(root, 'docs/sizes.md')

/** Installs all packages in `folder`, out of their tarballs. */
export async function installAll(folder: string, tarballs: Tarballs): Promise<void> {
  for (const name of Object.keys(homes)) await installLinked(folder, name, tarballs, root)
}

/** The sizes of all entries, as an app in `folder` gets them. */
export async function measureAll(folder: string): Promise<Size[]> {
  return await Promise.all(entries.map((entry) => measure(entry, folder)))
}

async function write(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'troupe-sizes-'))
  try {
    await installAll(folder, await packAll(join(folder, 'packed')))
    const page = sizesPage(await measureAll(folder))
    writeFileSync(sizesFile, page)
    console.log(page)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

if (import.meta.url === pathToFileURL(process.argv[1]!).href) await write()
