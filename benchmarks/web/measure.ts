import type { Browser, BrowserContext, Page } from 'playwright'
import type { Measured } from './page/main.ts'
import type { Place } from './page/readers.ts'
import { median } from '../result.ts'
import { smoothness, type Smoothness } from './statistics.ts'

/** How smooth the page was in one round, and how often the picture was read meanwhile. */
export interface Round {
  readonly idle: Smoothness
  readonly isolate: Smoothness & { readonly readings: number }
  readonly page: Smoothness & { readonly readings: number }
}

/** Milliseconds from the click to the answer, once with empty storage and once after a reload. */
export interface FirstAnswer {
  readonly cold: number
  readonly warm: number
}

/** The page at rest, then the same reading in a worker and on the page's thread, in a page of its own each. */
export async function measureRound(browser: Browser, url: string, time: number): Promise<Round> {
  return visit(browser, async (open) => {
    const resting = await (await open(url)).evaluate((time) => globalThis.bench.idle(time), time)
    const usual = median(resting.intervals)
    const read = async (place: Place) => {
      const page = await open(url)
      const measured = await page.evaluate(
        ({ place, time }) => globalThis.bench.measure(place, time),
        { place, time },
      )
      refuseNothing(measured)
      return { ...smoothness(measured, usual), readings: measured.readings }
    }
    const isolate = await read('isolate')
    return { idle: smoothness(resting, usual), isolate, page: await read('page') }
  })
}

/** What is not read is fast, and no measurement. */
function refuseNothing({ lines, readings }: Measured): void {
  if (lines >= 8 && readings > 0) return
  throw new Error(`The picture was read ${readings} times, and the last time gave ${lines} lines`)
}

/** A browser profile that has never been here, and the same after a reload. */
export async function measureFirstAnswer(browser: Browser, url: string): Promise<FirstAnswer> {
  return visit(browser, async (open) => {
    const page = await open(url)
    const cold = await click(page)
    await page.reload()
    return { cold, warm: await click(page) }
  })
}

async function click(page: Page): Promise<number> {
  await page.evaluate(() => globalThis.bench.ready)
  await page.click('#read')
  return page.evaluate(() => globalThis.bench.firstAnswer)
}

/** Opens pages, one at a time, in a fresh profile. */
async function visit<T>(
  browser: Browser,
  work: (open: (url: string) => Promise<Page>) => Promise<T>,
): Promise<T> {
  const context: BrowserContext = await browser.newContext()
  context.setDefaultTimeout(180_000)
  try {
    return await work(async (url) => {
      for (const page of context.pages()) await page.close()
      const page = await context.newPage()
      await page.goto(url)
      return page
    })
  } finally {
    await context.close()
  }
}
