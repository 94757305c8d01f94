import { fileURLToPath } from 'node:url'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, chromium, type Page } from 'playwright'
import { build, preview } from 'vite'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findBrowser } from '../../tools/bootstrap/browser.mjs'
import { browserFlags } from '../../tools/browser-flags.ts'

const found = findBrowser()
if ('missing' in found)
  console.warn(`\n!! The pages of the examples are not tested: ${found.missing}\n`)

/** Longer than anything takes, so that a slow machine fails no test. */
const patience = 120_000

describe.skipIf('missing' in found)('in Chromium', () => {
  let browser: Browser

  beforeAll(async () => {
    const executablePath = (found as { path: string }).path
    browser = await chromium.launch({ executablePath, args: [...browserFlags] })
  }, patience)
  afterAll(() => browser?.close())

  test('counter counts in a worker', { timeout: patience }, async () => {
    await using site = await open('counter')
    const { page } = site
    const shows = (text: string) => page.locator('output', { hasText: new RegExp(`^${text}$`) })
    await shows('0').waitFor()
    await page.locator('#add').click()
    await shows('1').waitFor()
    await page.locator('#add').click()
    await shows('2').waitFor()
    await page.locator('#reset').click()
    await page.locator('#add').click()
    await shows('1').waitFor()
    expect(site.complaints).toEqual([])
  })

  test('react-ocr reads a picture in a worker', { timeout: patience }, async () => {
    await using site = await open('react-ocr')
    const { page } = site
    const picture = new URL('../web-demo/public/samples/light-on-dark.png', import.meta.url)
    await page.locator('input').setInputFiles(fileURLToPath(picture))
    await page.locator('li').first().waitFor()
    const lines = await page.locator('li').allTextContents()
    expect(lines.join(' ')).toMatch(/^The last train leaves at midnight/)

    const buffer = Buffer.from('no picture')
    await page.locator('input').setInputFiles({ name: 'a.png', mimeType: 'image/png', buffer })
    await page.locator('[role=alert]', { hasText: 'cannot be decoded' }).waitFor()
    expect(site.complaints).toEqual([])
  })

  /** An example as Vite builds and serves it, in a page of its own. */
  async function open(
    example: string,
  ): Promise<AsyncDisposable & { readonly page: Page; readonly complaints: readonly string[] }> {
    const root = fileURLToPath(new URL(`../${example}`, import.meta.url))
    const outDir = await mkdtemp(join(tmpdir(), `${example}-`))
    const common = { root, logLevel: 'error' as const }
    await build({ ...common, build: { outDir, emptyOutDir: true } })
    const server = await preview({ ...common, build: { outDir }, preview: { port: 0 } })
    const page = await browser.newPage()
    page.setDefaultTimeout(patience)
    const complaints: string[] = []
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
    page.on('pageerror', ({ message }) => complaints.push(message))
    await page.goto(server.resolvedUrls!.local[0]!)
    return {
      page,
      complaints,
      async [Symbol.asyncDispose]() {
        await page.close()
        await server.close()
        await rm(outDir, { recursive: true })
      },
    }
  }
})
