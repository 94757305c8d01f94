import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { onTestFinished } from 'vitest'

/** A folder that lives as long as the test. */
export async function scratchFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'troupe-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

/** A file that lives as long as the test. */
export async function scratch(name: string, text: string): Promise<URL> {
  const file = join(await scratchFolder(), name)
  await writeFile(file, text)
  return pathToFileURL(file)
}
