import { chromium } from 'playwright'
import { serveSite } from './site.ts'
import { build } from 'vite'
import { fileURLToPath } from 'node:url'
import { troupe } from '../../src/assets/vite.ts'
const log = {
  name: 'log',
  enforce: 'pre' as const,
  transform(code: string, id: string) {
    if (id.endsWith('/source/http.js')) {
      return code
        .replace('const watch = watchdog', "fetch('/log?attempt'+unfinished.size+JSON.stringify(rangeHeaders(unfinished)));const watch = watchdog")
        .replace('signal?.throwIfAborted();', "fetch('/log?error'+String(error)+unfinished.size+signal?.aborted);signal?.throwIfAborted();")
    }
    if (id.endsWith('/opfs/file.js')) return code.replace("async restart(tag) {", "async restart(tag) {fetch('/log?restart'+new Error().stack);")
    return undefined
  },
}
async function buildPage() {
  const built = (await build({
    root: fileURLToPath(new URL('page', import.meta.url)),
    configFile: false,
    logLevel: 'error',
    plugins: [troupe({ models: ['language'], providers: ['wasm'] }), log],
    worker: { plugins: () => [log] },
    build: { write: false, target: 'es2022', chunkSizeWarningLimit: 1_000, minify: false },
  })) as any
  return new Map<string, Uint8Array>(built.output.map(({ fileName, code, source }: any) => [`/${fileName}`, Buffer.from(code ?? source)]))
}
const site = await buildPage()
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] })
for (let i = 0; i < 3; i++) {
let go = () => {}
const cut = new Promise<void>((r) => (go = r))
const server = await serveSite(site, { cutAfter: 200_000, cut })
const page = await (await browser.newContext()).newPage()
page.on('request', (r) => r.url().includes('/log') && console.log(decodeURIComponent(r.url())))
page.on('worker', (w) => (console.log('worker'), w.on('console', (m) => console.log('wconsole', m.text()))))
page.on('requestfailed', (r) => console.log('failed', r.url().slice(-30), r.failure()?.errorText))
await page.goto(server.url)
const told = page.evaluate(() => models.tellLanguage('The harbour office opens at nine, and the ferry leaves whenever it is full.'))
const sha = [...site.keys()].find((k) => k.includes('761e3b43'))!.split('/').at(-1)!
await page.waitForFunction(async (s) => (await models.kept(s)) === 200_000, sha)
console.log('kept')
go()
console.log(await told)
console.log(server.requests.map((r) => [r.range, r.served].join()).join(' | '))
}
await browser.close()
process.exit()
