import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Page } from 'playwright'
import { createServer } from 'vite'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openPage } from '../../../packages/runtime-web/test/support/browser.ts'
import { packAll, type Tarballs } from '../../../tools/packed/pack.ts'
import { makeApp } from './app.ts'
import { readRecipe } from './recipes.ts'
import { serveFolder } from './site.ts'

const doc = readFileSync(new URL('../../../docs/bundlers.md', import.meta.url), 'utf8')
const folder = mkdtempSync(join(tmpdir(), 'troupe-bundlers-'))
const patience = { timeout: 60_000 }
const browserPackages = ['@troupe/core', '@troupe/models', '@troupe/runtime-web']
let tarballs: Tarballs

beforeAll(async () => {
  tarballs = await packAll(join(folder, 'packed'), browserPackages)
}, patience.timeout)

afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** The folder of the app that these sections of the page describe, built. */
async function appOf(sections: readonly string[]): Promise<string> {
  const app = join(folder, sections.at(-1)!)
  await makeApp(app, readRecipe(doc, sections), tarballs)
  return app
}

/** What a page shows in the end, what its console said, and how many workers it has. */
async function visit(page: Page, url: string) {
  const told: string[] = []
  page.on('console', (message) => told.push(message.text()))
  page.on('pageerror', (error) => told.push(error.message))
  await page.goto(url)
  await page
    .waitForFunction(() => document.body?.textContent.trim() !== '', undefined, { timeout: 30_000 })
    .catch(() => {
      throw new Error(`the page shows nothing; its console says:\n${told.join('\n')}`)
    })
  const text = (await page.textContent('body'))?.trim()
  return { text, told, workers: page.workers().length }
}

function sizes(assets: string): string {
  const files = readdirSync(assets).filter((file) => file.endsWith('.js'))
  const lines = files.map((file) => {
    const code = readFileSync(join(assets, file))
    const [plain, zipped] = [code, gzipSync(code)].map(({ length }) => (length / 1_000).toFixed(1))
    return `${file}: ${plain} kB, ${zipped} kB gzipped`
  })
  return lines.join('\n')
}

describe('packed packages, outside the repository', patience, () => {
  test.for([
    ['Vite', ['The app', 'Vite'], 'dist'],
    ['webpack', ['The app', 'webpack'], 'public'],
    ['esbuild', ['The app', 'esbuild'], 'public'],
    ['no bundler', ['No bundler'], 'public'],
  ] as const)('worker() starts an actor with %s', async ([name, sections, output], context) => {
    await using page = await openPage(context)
    const app = await appOf(sections)
    await using site = await serveFolder(join(app, output))
    const seen = await visit(page, site.url)
    expect(seen).toEqual({ text: 'hello from a worker', told: [], workers: 1 })
    if (name === 'Vite') console.log(sizes(join(app, 'dist/assets')))
  })

  test.for([
    ['Vite', 'dist'],
    ['webpack', 'public'],
    ['esbuild', 'public'],
  ] as const)('worker() starts an inference actor with %s', async ([name, output], context) => {
    await using page = await openPage(context)
    const app = await appOf(['The app', name, 'A model', `A model with ${name}`])
    await using site = await serveFolder(join(app, output))
    const seen = await visit(page, site.url)
    expect(seen).toEqual({ text: 'deu from a worker', told: [], workers: 1 })
  })

  test('troupe() serves an inference actor in development too', async (context) => {
    await using page = await openPage(context)
    const root = await appOf(['The app', 'Vite', 'A model', 'A model with Vite'])
    const server = await createServer({
      root,
      logLevel: 'error',
      // What is linked instead of installed lies outside the app.
      server: { host: '127.0.0.1', port: 0, fs: { strict: false } },
    })
    try {
      await server.listen()
      const seen = await visit(page, server.resolvedUrls!.local[0]!)
      expect(seen).toMatchObject({ text: 'deu from a worker', workers: 1 })
    } finally {
      await server.close()
    }
  })
})
