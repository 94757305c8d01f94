import { type Browser, chromium, type Page } from 'playwright'
import { afterAll, type TestContext } from 'vitest'
import { findBrowser } from '../../../../tools/bootstrap/browser.mjs'
import { browserFlags } from '../../../../tools/browser-flags.ts'

const found = findBrowser()
let running: Promise<Browser> | undefined

afterAll(async () => (await running)?.close())

/** A page in a real browser; where there is none, the test is skipped with the reason. */
export async function openPage(context: TestContext): Promise<Page & AsyncDisposable> {
  if ('missing' in found) return context.skip(`needs a browser: ${found.missing}`)
  running ??= chromium.launch({
    executablePath: found.path,
    args: [...browserFlags],
    ignoreDefaultArgs: ['--disable-back-forward-cache'],
  })
  const page = await (await running).newPage()
  return Object.assign(page, { [Symbol.asyncDispose]: () => page.close() })
}
