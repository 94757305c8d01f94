import { type Browser, type BrowserContext, chromium } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findBrowser } from '../../../../tools/bootstrap/browser.mjs'
import { browserFlags } from '../../../../tools/browser-flags.ts'
import { registry } from '../../src/registry.ts'
import { buildPage, serveSite } from './site.ts'

const found = findBrowser()
if ('missing' in found) console.warn(`\n!! Models in a page are not tested: ${found.missing}\n`)

/** Longer than anything takes, so that a slow machine fails no test. */
const patience = 120_000

/** More of them, for an hour when the machine has nothing else to do. */
const deaths = Number(process.env['STORM_DEATHS'] ?? 10)

const english = 'The harbour office opens at nine, and the ferry leaves whenever it is full.'

const { files } = registry().resolve('language/detection')
const addressOf = (name: string) => `/troupe/models/${files[name]!.sha256}`
const all = Object.keys(files).map(addressOf).toSorted()

describe.skipIf('missing' in found)('models in a page', { timeout: patience }, () => {
  let site: Awaited<ReturnType<typeof buildPage>>
  let browser: Browser

  beforeAll(async () => {
    site = await buildPage()
    browser = await chromium.launch({
      executablePath: (found as { path: string }).path,
      args: [...browserFlags],
    })
  }, patience)

  afterAll(() => browser?.close())

  /** A browser profile that has never been anywhere. */
  async function freshProfile() {
    const context: BrowserContext = await browser.newContext()
    context.setDefaultTimeout(patience)
    const open = async (url: string) => {
      const page = await context.newPage()
      await page.goto(url)
      return page
    }
    return { context, open, [Symbol.asyncDispose]: () => context.close() }
  }

  test('of two tabs that start together, one fetches each file and both answer', async () => {
    let open = (): void => {}
    const gate = new Promise<void>((resolve) => (open = resolve))
    await using server = await serveSite(site, { gate })
    await using profile = await freshProfile()
    const tabs = [await profile.open(server.url), await profile.open(server.url)]
    const told = tabs.map((tab) => tab.evaluate((text) => models.tellLanguage(text), english))
    await tabs[0]!.evaluate(() => models.untilSomeoneWaits())
    open()
    expect(await Promise.all(told)).toEqual(['eng', 'eng'])
    expect(server.requests.map(({ path }) => path).toSorted()).toEqual(all)
  })

  test('a page that was here before answers without a network', async () => {
    const server = await serveSite(site)
    await using profile = await freshProfile()
    const page = await profile.open(server.url)
    await page.evaluate(() => models.keepShell())
    expect(await page.evaluate((text) => models.tellLanguage(text), english)).toBe('eng')
    const kept = await page.evaluate(() => models.keptByShell())
    expect(kept).toContain('/')
    expect(kept.filter((path) => path.includes('/models/'))).toEqual([])
    await server[Symbol.asyncDispose]()
    await profile.context.setOffline(true)
    await page.reload()
    expect(await page.evaluate((text) => models.tellLanguage(text), english)).toBe('eng')
  })

  test('a download that breaks off goes on where it ended', async () => {
    const cutAfter = 200_000
    let breakOff = (): void => {}
    const cut = new Promise<void>((resolve) => (breakOff = resolve))
    await using server = await serveSite(site, { cutAfter, cut })
    await using profile = await freshProfile()
    const page = await profile.open(server.url)
    const told = page.evaluate((text) => models.tellLanguage(text), english)
    const network = addressOf('detection.onnx')
    const { size, sha256 } = files['detection.onnx']!
    const wanted = { sha256, cutAfter }
    await page.evaluate((it) => models.untilKept(it.sha256, it.cutAfter), wanted)
    breakOff()
    expect(await told).toBe('eng')
    expect(server.requests.filter(({ path }) => path === network)).toEqual([
      { path: network, range: undefined, served: cutAfter },
      { path: network, range: `bytes=${cutAfter}-`, served: size - cutAfter },
    ])
  })

  test('a full storage is told in words, and the rest comes once there is room', async () => {
    await using server = await serveSite(site)
    await using profile = await freshProfile()
    const page = await profile.open(server.url)
    const { origin } = new URL(server.url)
    const devtools = await profile.context.newCDPSession(page)
    const { size } = files['detection.onnx']!
    await devtools.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: size / 2 })
    const errors = await page.evaluate((text) => models.tellLanguage(text), english)
    const words = /no room for detection\.onnx \(0\.3 MB\).*delete models.*clear the site's data$/
    expect(errors).toContainEqual({
      code: 'storage-full',
      message: expect.stringMatching(words) as string,
      details: expect.objectContaining({ file: 'detection.onnx', needed: size }) as object,
    })
    await devtools.send('Storage.overrideQuotaForOrigin', { origin })
    expect(await page.evaluate((text) => models.tellLanguage(text), english)).toBe('eng')
    const [, rest] = server.requests
    expect(rest!.range).toBe(`bytes=${size - rest!.served}-`)
    expect(rest!.served).toBeLessThan(size)
  })

  test(
    'real models live through a storm: every ask settles, and everyone comes back',
    { timeout: patience + deaths * 5_000 },
    async () => {
      await using server = await serveSite(site)
      await using profile = await freshProfile()
      const page = await profile.open(server.url)
      const toll = await page.evaluate((deaths) => models.storm(deaths, 7), deaths)
      console.log(`${toll.deaths} deaths, ${toll.asked} asks: ${JSON.stringify(toll.endings)}`)
      expect(toll.asked).toBe(30 * deaths)
      expect(Object.keys(toll.endings).filter((how) => !['replied', 'down'].includes(how))).toEqual(
        [],
      )
      expect(toll.deaths).toBe(deaths)
      expect(toll.afterwards).toEqual(['eng', 'eng', 'eng', 'eng'])
      expect(toll.stopped).toBe('shutdown')
    },
  )
})
