import type { Page } from 'playwright'
import { expect, test } from 'vitest'
import { openPage } from './support/browser.ts'
import { serveSite } from './support/site.ts'

/** Starts an actor with short limits, leaves an ask under way, and marks the page. */
async function prepare(): Promise<void> {
  const { actor, events } = await globalThis.page.begin({ stallTimeout: 1_000, deadline: 1_500 })
  await actor.ask.add(1)
  const asked = actor.ask.wait('key').catch((error: { code: string }) => error.code)
  await actor.ask.echo('so that it has begun')
  Object.assign(globalThis, { kept: { actor, events, asked } })
}

/** What is left of it. */
async function lookBack(): Promise<unknown> {
  const { kept } = globalThis as unknown as {
    kept: Awaited<ReturnType<typeof globalThis.page.begin>> & { asked: Promise<string> }
  }
  await kept.actor.ask.release('key')
  return {
    answer: await kept.asked,
    count: await kept.actor.ask.add(1),
    ended: kept.events.filter(({ type }) => type === 'child-exited' || type === 'child-killed'),
  }
}

const asBefore = { answer: 'key', count: 2, ended: [] }

test('J18 a page that comes back from the back/forward cache finds its actors as they were', async (context) => {
  await using site = await serveSite({ '/other.html': { body: 'elsewhere' } })
  await using page = await openPage(context)
  await page.goto(site.url)
  await page.evaluate(prepare)
  await page.goto(`${site.url}other.html`)
  // Longer than every limit in the page, which is all that this waits for: a real page, real time.
  await page.waitForTimeout(3_000)
  await goBack(page)
  expect(await page.evaluate(lookBack)).toEqual(asBefore)
})

/** A page that is restored does not load, which is what Playwright would wait for. */
async function goBack(page: Page): Promise<void> {
  await page.evaluate(() => history.back()).catch(() => {})
  await page.waitForFunction(() => 'kept' in globalThis)
}
