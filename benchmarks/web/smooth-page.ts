import { readFile, writeFile } from 'node:fs/promises'
import { cpus, getPriority, loadavg } from 'node:os'
import type { Browser } from 'playwright'
import { troupe } from '@troupe/models/vite'
import { intoPage } from '../report/into-page.ts'
import { measureFirstAnswer, measureRound } from './measure.ts'
import { picture } from './picture.ts'
import { report, tables, type WebResults } from './report.ts'
import { serveSite } from './site.ts'

/** How smooth a page stays while an actor computes, and how soon it answers. */
export async function smoothPage(browser: Browser, { write }: { write: boolean }): Promise<void> {
  await using site = await serveSite({
    folder: 'page',
    plugins: [troupe({ models: ['ocr'], providers: ['wasm'] })],
    files: { 'picture.png': await picture() },
  })
  const effort = write
    ? { rounds: 3, time: 10_000, visits: 5 }
    : { rounds: 1, time: 2_000, visits: 1 }
  const results = await measure(browser, site.url, effort)
  console.log(`\n${tables(results)}`)
  if (write) await keep(results)
}

async function measure(
  browser: Browser,
  url: string,
  { rounds, time, visits }: { rounds: number; time: number; visits: number },
): Promise<WebResults> {
  const machine = {
    browser: browser.version(),
    processor: cpus()[0]!.model,
    cores: cpus().length,
    load: loadavg()[0]!,
    niceness: getPriority(),
  }
  const firstAnswers = await several('first answer', visits, () => measureFirstAnswer(browser, url))
  const smooth = await several('smoothness', rounds, () => measureRound(browser, url, time))
  return { machine, time, rounds: smooth, firstAnswers }
}

async function several<T>(what: string, count: number, work: () => Promise<T>): Promise<T[]> {
  const results: T[] = []
  while (results.length < count) {
    console.log(`${what}: ${results.length + 1} of ${count}`)
    results.push(await work())
  }
  return results
}

async function keep(results: WebResults): Promise<void> {
  const json = new URL('../results/web.json', import.meta.url)
  await writeFile(json, `${JSON.stringify(results, rounded, 2)}\n`)
  const page = new URL('../../docs/web-benchmarks.md', import.meta.url)
  await writeFile(page, intoPage(await readFile(page, 'utf8'), 'bench:web', report(results)))
}

/** A tenth of a millisecond is finer than a browser's clock is meant to be. */
function rounded(_: string, value: unknown): unknown {
  return typeof value === 'number' ? Math.round(value * 100) / 100 : value
}
