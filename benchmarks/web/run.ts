import { readFile, writeFile } from 'node:fs/promises'
import { cpus, getPriority, loadavg } from 'node:os'
import { type Browser, chromium } from 'playwright'
import { findBrowser } from '../../tools/bootstrap/browser.mjs'
import { browserFlags } from '../../tools/browser-flags.ts'
import { measureFirstAnswer, measureRound } from './measure.ts'
import { intoPage, tables, type WebResults } from './report.ts'
import { serveSite } from './site.ts'

/** `--quick` only shows that everything works, and keeps no figures. */
const quick = process.argv.includes('--quick')
const rounds = quick ? 1 : 3
const time = quick ? 2_000 : 10_000
const visits = quick ? 1 : 5

async function main(): Promise<void> {
  const found = findBrowser()
  if ('missing' in found) throw new Error(`There is nothing to measure with: ${found.missing}`)
  await using site = await serveSite()
  const browser = await chromium.launch({ executablePath: found.path, args: [...browserFlags] })
  try {
    const results = await measure(browser, site.url)
    console.log(`\n${tables(results)}`)
    if (!quick) await keep(results)
  } finally {
    await browser.close()
  }
}

async function measure(browser: Browser, url: string): Promise<WebResults> {
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
  await writeFile(page, intoPage(await readFile(page, 'utf8'), results))
}

/** A tenth of a millisecond is finer than a browser's clock is meant to be. */
function rounded(_: string, value: unknown): unknown {
  return typeof value === 'number' ? Math.round(value * 100) / 100 : value
}

await main()
