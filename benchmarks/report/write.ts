import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { type Figure, type Result, resultOf } from '../result.ts'
import { chart } from './chart.ts'
import { intoPage, measured } from './markdown.ts'
import { type Conditions, type Entries, entryOf, mergeEntries, mergeResults } from './record.ts'

const results = new URL('../../results/', import.meta.url)
const latest = new URL('latest.json', results)
const rounds = new URL('rounds.json', results)
const page = new URL('../../../docs/benchmarks.md', import.meta.url)
const picture = new URL('../../../docs/benchmarks.svg', import.meta.url)

/** Writes new figures in the place of their old ones, and all of them into the docs. */
export async function write(
  figures: readonly Figure[],
  conditions: Conditions,
  ids: readonly string[],
): Promise<void> {
  await mkdir(results, { recursive: true })
  const fresh = Object.fromEntries(
    figures.map((figure) => [figure.id, entryOf(figure, conditions)]),
  )
  const merged = mergeResults(await json<Result[]>(latest, []), figures.map(resultOf), ids)
  const entries = mergeEntries(await json<Entries>(rounds, {}), fresh, ids)
  const text = await readFile(page, 'utf8')
  await writeFile(latest, `${JSON.stringify(merged, null, 2)}\n`)
  await writeFile(rounds, `${JSON.stringify(entries, null, 2)}\n`)
  await writeFile(page, intoPage(text, measured(merged, entries)))
  await writeFile(picture, chart(merged))
}

async function json<T>(file: URL, otherwise: T): Promise<T> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as T
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return otherwise
    throw error
  }
}
