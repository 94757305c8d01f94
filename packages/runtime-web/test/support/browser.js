import { chromium } from 'playwright'
import { afterAll } from 'vitest'
import { findBrowser } from '../../../../tools/bootstrap/browser.mjs'
import { browserFlags } from '../../../../tools/browser-flags.js'
const found = findBrowser()
let running
afterAll(async () => (await running)?.close())
/** A page in a real browser; where there is none, the test is skipped with the reason. */
export async function openPage(context) {
  if ('missing' in found) return context.skip(`needs a browser: ${found.missing}`)
  running ??= chromium.launch({
    executablePath: found.path,
    args: [...browserFlags],
    ignoreDefaultArgs: ['--disable-back-forward-cache'],
  })
  const page = await (await running).newPage()
  return Object.assign(page, { [Symbol.asyncDispose]: () => page.close() })
}
//# sourceMappingURL=browser.js.map
