import type { Browser, Page } from 'playwright'
import { compare, type Contender } from '../measure/compare.ts'
import type { Benchmark, Effort, Figure } from '../result.ts'
import type { Offer, Which } from './messages/offer.ts'

/** What the page compares, as benchmarks: each runs in a page of its own. */
export async function messageBenchmarks(browser: Browser, url: string): Promise<Benchmark[]> {
  const offers = await visit(browser, url, (page) => offersOf(page, { rounds: 1, window: 1 }))
  return offers.map(({ headings }, comparison) => ({
    ids: headings.map(({ id }) => id),
    run: (effort) => visit(browser, url, (page) => measure(page, comparison, effort)),
  }))
}

async function measure(page: Page, comparison: number, effort: Effort): Promise<Figure[]> {
  const { headings, contenders } = (await offersOf(page, effort))[comparison]!
  const remote = contenders.map((known, contender): Contender => {
    const which: Which = { comparison, contender }
    return {
      ...known,
      async start() {
        await page.evaluate((which) => globalThis.messages.start(which), which)
        return {
          sample: () => page.evaluate((which) => globalThis.messages.sample(which), which),
          stop: () => page.evaluate((which) => globalThis.messages.stop(which), which),
        }
      },
    }
  })
  return compare(headings, remote, { rounds: effort.rounds })
}

function offersOf(page: Page, effort: Effort): Promise<readonly Offer[]> {
  return page.evaluate((effort) => globalThis.messages.offers(effort), effort)
}

async function visit<T>(
  browser: Browser,
  url: string,
  work: (page: Page) => Promise<T>,
): Promise<T> {
  const page = await browser.newPage()
  try {
    await page.goto(url)
    return await work(page)
  } finally {
    await page.close()
  }
}
