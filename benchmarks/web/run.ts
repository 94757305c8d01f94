import { type Browser, chromium } from 'playwright'
import { findBrowser } from '../../tools/bootstrap/browser.mjs'
import { browserFlags } from '../../tools/browser-flags.ts'
import { isolatingHeaders } from '../../tools/browser.ts'
import { chosen } from '../chosen.ts'
import { measureAll } from '../measure/all.ts'
import { type Options, parseOptions } from '../options.ts'
import { conditionsNow } from '../report/machine.ts'
import { write } from '../report/write.ts'
import { messageBenchmarks } from './messages.ts'
import { serveSite } from './site.ts'
import { smoothPage } from './smooth-page.ts'

const root = new URL('../../', import.meta.url)
const destination = {
  latest: new URL('benchmarks/results/web-messages.json', root),
  rounds: new URL('benchmarks/results/web-messages-rounds.json', root),
  page: new URL('docs/web-benchmarks.md', root),
  mark: 'bench:web messages',
}

/** Measures the messages between a page and its workers, and how smooth a page stays: `page`. */
async function main(options: Options): Promise<void> {
  const found = findBrowser()
  if ('missing' in found) throw new Error(`There is nothing to measure with: ${found.missing}`)
  const wanted = options.wanted.filter((id) => id !== 'page')
  const browser = await chromium.launch({
    executablePath: found.path,
    args: [...browserFlags, '--js-flags=--expose-gc'],
  })
  try {
    const everything = options.wanted.length === 0
    if (everything || wanted.length > 0) await messages(browser, { ...options, wanted })
    if (everything || options.wanted.includes('page')) await smoothPage(browser, options)
  } finally {
    await browser.close()
  }
}

async function messages(browser: Browser, options: Options): Promise<void> {
  await using site = await serveSite({ folder: 'messages', headers: isolatingHeaders })
  const conditions = conditionsNow(`Chromium ${browser.version()}`)
  const benchmarks = await messageBenchmarks(browser, site.url)
  const figures = await measureAll(chosen(options.wanted, benchmarks), (benchmark) =>
    benchmark.run(options.effort),
  )
  if (!options.write) return
  const ids = benchmarks.flatMap((benchmark) => benchmark.ids)
  await write(destination, figures, conditions, ids)
}

await main(parseOptions(process.argv.slice(2)))
