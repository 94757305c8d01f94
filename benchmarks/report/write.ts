import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { type Figure, type Result, resultOf } from '../result.ts'
import { chart } from './chart.ts'
import { intoPage } from './into-page.ts'
import { measured } from './markdown.ts'
import { type Conditions, type Entries, entryOf, mergeEntries, mergeResults } from './record.ts'

/** Where the figures of a run are kept. */
export interface Destination {
  readonly latest: URL
  readonly rounds: URL
  /** The page of the docs, and the name of the marks in it. */
  readonly page: URL
  readonly mark: string
  readonly picture?: URL
}

/** Writes new figures in the place of their old ones, and all of them into the docs. */
export async function write(
  { latest, rounds, page, mark, picture }: Destination,
  figures: readonly Figure[],
  conditions: Conditions,
  ids: readonly string[],
): Promise<void> {
  await mkdir(new URL('.', latest), { recursive: true })
  const fresh = Object.fromEntries(
    figures.map((figure) => [figure.id, entryOf(figure, conditions)]),
  )
  const merged = mergeResults(await json<Result[]>(latest, []), figures.map(resultOf), ids)
  const entries = mergeEntries(await json<Entries>(rounds, {}), fresh, ids)
  const text = await readFile(page, 'utf8')
  await writeFile(latest, `${JSON.stringify(merged, null, 2)}\n`)
  await writeFile(rounds, `${JSON.stringify(entries, null, 2)}\n`)
  await writeFile(page, intoPage(text, mark, measured(merged, entries)))
  if (picture !== undefined) await writeFile(picture, chart(merged))
}

async function json<T>(file: URL, otherwise: T): Promise<T> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as T
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return otherwise
    throw error
  }
}
