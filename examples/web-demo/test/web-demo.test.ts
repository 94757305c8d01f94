import type { Browser, Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findBrowser } from '../../../tools/bootstrap/browser.mjs'
import { launchHearing, serveBuiltPage } from './support.ts'

const found = findBrowser()
if ('missing' in found)
  console.warn(`\n!! The demonstration page is not tested: ${found.missing}\n`)

/** What the photograph says; stops at the ends of lines are small, and read or not. */
const notice = [
  'Lost: one grey parrot',
  'Answers to Captain, whistles marches',
  'and will not come for sunflower seeds',
  'Last seen on the roof of the library',
  'reading the weather from the south',
  'Please call the harbour office',
]

/** Longer than anything takes, so that a slow machine fails no test. */
const patience = 60_000

describe.skipIf('missing' in found)('the demonstration page', () => {
  let site: Awaited<ReturnType<typeof serveBuiltPage>>
  let browser: Browser
  let page: Page
  const complaints: string[] = []
  const foreign: string[] = []

  beforeAll(async () => {
    site = await serveBuiltPage()
    browser = await launchHearing((found as { path: string }).path, 'alexa.wav')
    page = await browser.newPage()
    page.setDefaultTimeout(patience)
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
    page.on('pageerror', ({ message }) => complaints.push(message))
    page.on('request', (request) => {
      const url = request.url()
      if (!url.startsWith(site.url) && !/^(blob|data):/.test(url)) foreign.push(url)
    })
    await page.goto(site.url)
  }, 2 * patience)

  afterAll(async () => {
    await browser?.close()
    await site?.[Symbol.asyncDispose]()
  })

  const lines = async () => {
    const texts = await page.locator('#lines li span').allTextContents()
    return texts.map((text) => text.replace(/[.,]$/, ''))
  }
  const total = async (name: string) => Number(await page.locator(`#total-${name}`).textContent())
  const read = () =>
    page.waitForFunction(() => document.querySelector('#image-panel')!.ariaBusy === 'false')

  /** Presses one of the buttons that break an actor, and waits until all is answered. */
  async function strike(actor: string, fault: string): Promise<string> {
    await page.evaluate(() => void (document.querySelector('#announcement')!.textContent = ''))
    await page.locator(`[data-actor=${actor}] .${fault}`).click()
    const told = page.locator('#announcement', { hasText: 'asks were answered' })
    return (await told.textContent())!
  }

  test('reads its first picture by itself', { timeout: patience }, async () => {
    await read()
    expect(await lines()).toEqual(notice)
    expect(await page.locator('#drawing polygon').count()).toBe(notice.length)
  })

  test(
    'an actor that is killed while it reads answers all the same',
    { timeout: patience },
    async () => {
      await page.locator('#read-again').click()
      await page.locator('[data-actor=reader][data-busy=true]').waitFor()
      expect(await strike('reader', 'kill')).toMatch(
        /was killed at work\. (\d) of \1 asks were answered/,
      )
      await read()
      expect(await lines()).toEqual(notice)
      expect(await total('again')).toBeGreaterThan(0)
      expect(await total('lost')).toBe(0)
      expect(await page.locator('#news').textContent()).toContain('ended: vanished')
    },
  )

  test('an actor that crashes and one that hangs come back', { timeout: patience }, async () => {
    expect(await strike('speech', 'crash')).toMatch(/(\d) of \1 asks were answered/)
    expect(await strike('wakeWord', 'hang')).toMatch(/(\d) of \1 asks were answered/)
    const news = await page.locator('#news').textContent()
    expect(news).toContain('somebody pressed Crash')
    expect(news).toContain('ended: stalled for')
    expect(await total('lost')).toBe(0)
  })

  test(
    'hears the wake word in a sample and through the microphone',
    { timeout: patience },
    async () => {
      await page.locator('[data-sound="samples/alexa.wav"]').click()
      await page.locator('#heard .word', { hasText: 'alexa' }).waitFor()
      await page.locator('#sound-status', { hasText: '1 wake word' }).waitFor()
      await page.locator('#microphone').click()
      await page.locator('#sound-status', { hasText: 'Listening' }).waitFor()
      await page.locator('#heard .word', { hasText: 'alexa' }).first().waitFor()
      await page.locator('#stop-sound').click()
      await page.locator('#microphone[aria-pressed=false]').waitFor()
    },
  )

  test('tells language and spam while somebody types', { timeout: patience }, async () => {
    await page.locator('#text').fill('Le renard brun rapide saute par-dessus le chien paresseux.')
    await page.locator('#language', { hasText: 'French' }).waitFor()
    await page.locator('[data-text=offer]').click()
    await page.locator('#verdict', { hasText: 'Spam' }).waitFor()
    await page.locator('#language', { hasText: 'English' }).waitFor()
  })

  test('reads the same on its own thread', { timeout: patience }, async () => {
    await page.locator('#on-page').check()
    await page.locator('#comparison-page').waitFor()
    await read()
    expect(await lines()).toEqual(notice)
    await page.locator('#on-page').uncheck()
    await read()
  })

  test('says what is wrong with a file that is no picture', { timeout: patience }, async () => {
    const buffer = Buffer.from('no picture')
    const file = { name: 'notes.png', mimeType: 'image/png', buffer }
    await page.locator('#pick-picture').setInputFiles(file)
    await page.locator('#image-status[data-wrong=true]', { hasText: 'cannot be decoded' }).waitFor()
    expect(await total('lost')).toBe(0)
  })

  test('Tab reaches every control, and each has a name', { timeout: patience }, async () => {
    const controls = await page.evaluate(() => {
      const all = 'a, button, input, textarea, summary, [tabindex="0"]'
      const found = [...document.querySelectorAll<HTMLElement>(all)].filter(
        // One of a group of radio buttons is reached by Tab, the others by the arrow keys.
        (control) => !control.matches('[type=radio]:not(:checked), :disabled'),
      )
      found.forEach((control, index) => (control.dataset['control'] = String(index)))
      document.querySelector<HTMLElement>('a')!.focus()
      return found.length
    })
    const reached = new Set<string | undefined>()
    for (let presses = 0; presses < controls; presses++) {
      reached.add(
        await page.evaluate(() => (document.activeElement as HTMLElement).dataset['control']),
      )
      await page.keyboard.press('Tab')
    }
    expect(reached.size).toBe(controls)
    const nameless = await page.locator('body').ariaSnapshot()
    expect(nameless).not.toMatch(/- (button|checkbox|switch|textbox|radio)(?! ")/)
  })

  test('shows the same tree in the inspector', { timeout: patience }, async () => {
    await page.locator('#inspector summary').click()
    const row = page.locator('#inspector tr[data-path="app/language"]')
    await row.click()
    await page.locator('#inspector .detail button.crash').click()
    const told = page.locator('#inspector .news li', { hasText: 'ended: killed' })
    await told.filter({ hasText: 'app/language' }).first().waitFor()
    await page.locator('#inspector tr[data-path="app/language"][data-status=running]').waitFor()
    await row.press('ArrowDown')
    await page.locator('#inspector tr[data-path="app/spam"][aria-selected=true]').waitFor()
  })

  test('fits a phone, in light and in dark', { timeout: patience }, async () => {
    await page.setViewportSize({ width: 390, height: 844 })
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      const wide = await page.evaluate(() => document.documentElement.scrollWidth)
      expect(wide).toBe(390)
    }
  })

  test('no error on the console, no request to anywhere else', () => {
    expect(complaints).toEqual([])
    expect(foreign).toEqual([])
  })

  test(
    'opens and answers without a network once it was visited',
    { timeout: patience },
    async () => {
      await page.locator('#fact-offline', { hasText: /^works$/ }).waitFor()
      await site[Symbol.asyncDispose]()
      await page.reload()
      await page.locator('#lines li').first().waitFor()
      expect(await lines()).toEqual(notice)
      await page.locator('#language', { hasText: 'German' }).waitFor()
      await page.locator('#fact-offline', { hasText: /^works$/ }).waitFor()
    },
  )
})
