import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, test, type TestContext } from 'vitest'
import { openPage } from '../packages/runtime-web/test/support/browser.ts'
import { root } from './files.ts'
import { follow } from './newcomer/follow.ts'
import { type Step, stepsOf } from './newcomer/steps.ts'
import { packAll } from './packed/pack.ts'
import { offline, type Registry, serveRegistry } from './packed/registry.ts'
import { startServer } from './packed/serve.ts'

/** All pages, as `npm run test:nightly` has time for; else the first steps. */
const all = process.env['TROUPE_NIGHTLY'] !== undefined

const patience = { timeout: all ? 600_000 : 240_000 }
const home = mkdtempSync(join(tmpdir(), 'troupe-newcomer-'))
let registry: Registry
let missing: string | undefined

const skipOffline = (context: TestContext): void => {
  if (missing !== undefined) context.skip(missing)
}

beforeAll(async () => {
  missing = await offline()
  registry = await serveRegistry(await packAll(join(home, 'packed')))
}, patience.timeout)

afterAll(async () => {
  await registry?.[Symbol.asyncDispose]()
  rmSync(home, { recursive: true, force: true })
}, patience.timeout)

const read = (path: string): string => readFileSync(join(root, path), 'utf8')

const firstSections = ['Begin', 'An actor']
const readme = stepsOf(read('README.md'), [
  ...firstSections,
  ...(all ? ['A model', 'Failing'] : []),
])

/** The pages that somebody reads who has done the first one. */
const pages = [
  'supervision',
  'crash-it',
  'streams',
  'pools-and-pipelines',
  'models',
  'state-machines',
  'testing',
  'observing',
  'production',
]

/** Shows the code of a page in the browser, from the server that the page tells to start. */
async function show(page: Page, folder: string, code: string): Promise<void> {
  const told: string[] = []
  page.on('pageerror', ({ message }) => told.push(message))
  page.on('console', (message) => {
    if (message.type() === 'error') told.push(message.text())
  })
  writeFileSync(join(folder, 'main.ts'), `${code}\ndocument.title = 'done'\n`)
  await using server = await startServer('npx vite', folder)
  await page.goto(server.url)
  await page
    .waitForFunction(() => document.title === 'done', undefined, { timeout: 120_000 })
    .catch(() => expect(told, 'the page does not come to its end').toEqual([]))
}

describe('a new user', patience, () => {
  test('stepsOf() reads what a page tells to do, in its order', () => {
    const page =
      '## A\n```sh\nnpm x # why\n```\n```ts file=a.ts\nA\n```\n```ts no-run\n```\n## B\n```ts\nb // => 1\n```\n'
    const steps: Step[] = [
      { kind: 'run', line: 'npm x' },
      { kind: 'file', name: 'a.ts', code: 'A\n' },
    ]
    expect(stepsOf(page, ['A'])).toEqual(steps)
    const tried: Step = { kind: 'try', code: 'b // => 1\n', line: 11, browser: false }
    expect(stepsOf(page)).toEqual([...steps, tried])
  })

  test('begins in an empty folder with nothing but the README', async (context) => {
    skipOffline(context)
    const done = await follow(readme, { folder: join(home, 'readme'), registry })
    expect(done).toContain('npm create troupe my-app')
    expect(done).toContain('npx tsx main.ts')
  })

  test('goes on with the guide', async (context) => {
    skipOffline(context)
    const folder = join(home, 'guide')
    const first = await follow(stepsOf(read('docs/guide/first-actor.md')), { folder, registry })
    expect(first).toContain('npx tsx main.ts')
    for (const page of all ? pages : []) {
      const steps = stepsOf(read(`docs/guide/${page}.md`))
      await follow(steps, { folder: join(folder, page), registry })
    }
  })

  test('makes a page with Vite, by the guide', async (context) => {
    skipOffline(context)
    await using page = await openPage(context)
    const folder = join(home, 'page')
    const visit = (code: string): Promise<void> => show(page, folder, code)
    const done = await follow(stepsOf(read('docs/guide/browser.md')), { folder, registry, visit })
    expect(done.filter((it) => it.startsWith('saw the code'))).toHaveLength(3)
  })
})
