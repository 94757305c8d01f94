import { readFile, rename, writeFile } from 'node:fs/promises'

/** What a file keeps, or what it begins with. */
export async function load<T>(file: string, otherwise: T): Promise<T> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as T
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return otherwise
    throw error
  }
}

/** Replaces the file as a whole, so that a crash leaves either the old or the new one. */
export async function save(file: string, value: unknown): Promise<void> {
  await writeFile(`${file}.new`, JSON.stringify(value), { flush: true })
  await rename(`${file}.new`, file)
}
