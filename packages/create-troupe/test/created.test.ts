import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, test, type TestContext } from 'vitest'
import { packAll } from '../../../tools/packed/pack.ts'
import { offline, type Registry, serveRegistry } from '../../../tools/packed/registry.ts'
import { runProgram } from '../../../tools/packed/run.ts'
import { startServer } from '../../../tools/packed/serve.ts'
import { openPage } from '../../runtime-web/test/support/browser.ts'

const patience = { timeout: 240_000 }
const home = mkdtempSync(join(tmpdir(), 'troupe-created-'))
const app = join(home, 'my-app')
const page = join(home, 'my-page')
let registry: Registry
let missing: string | undefined

beforeAll(async () => {
  missing = await offline()
  if (missing !== undefined) return
  registry = await serveRegistry(await packAll(join(home, 'packed')))
  const { createEnv, env } = registry
  await runProgram('npm create troupe my-app', home, { env: createEnv })
  await runProgram('npm create troupe my-page -- --template vite', home, { env: createEnv })
  // One installation for both, which takes half the time of two.
  writeFileSync(join(home, 'package.json'), '{ "workspaces": ["my-app", "my-page"] }\n')
  await runProgram('npm install', home, { env })
}, patience.timeout)

afterAll(async () => {
  await registry?.[Symbol.asyncDispose]()
  rmSync(home, { recursive: true, force: true })
}, patience.timeout)

const skipOffline = (context: TestContext): void => {
  if (missing !== undefined) context.skip(missing)
}

/** Waits for what the page tells; fails with what it tells instead. */
async function untilItSays(shown: Page, language: string): Promise<void> {
  const output = shown.locator('output')
  const told = output.filter({ hasText: new RegExp(`^${language} \\(\\d+ %\\)$`) })
  await told.waitFor({ timeout: 60_000 }).catch(async () => {
    expect(await output.textContent()).toBe(language)
  })
}

describe('npm create troupe', patience, () => {
  test('refuses a folder that is not empty, without a stack', async (context) => {
    skipOffline(context)
    const again = runProgram('npm create troupe my-app', home, { env: registry.createEnv })
    const error = (await again.catch((reason: unknown) => reason)) as Error
    expect(error.message).toMatch(/The folder "my-app" is not empty: it holds .*\.gitignore/)
    expect(error.message).not.toMatch(/ at .*scaffold/)
  })

  test('makes a Node app that passes its test', async (context) => {
    skipOffline(context)
    expect(await runProgram('npm test', app)).toMatch(/2 passed/)
  })

  test('makes a Node app that has sound types and runs', async (context) => {
    skipOffline(context)
    await runProgram('npm run typecheck', app)
    const input = 'Wo ist denn hier der Bahnhof?\nDove si trova la stazione?\n'
    const printed = await runProgram('npm start', app, { input })
    expect(printed).toMatch(/See the actor live, and crash it: http:\/\/127\.0\.0\.1:/)
    expect(printed).toMatch(/German \(\d+ %\)\s+Italian \(\d+ %\)/)
  })

  test('makes a page that passes its test and has sound types', async (context) => {
    skipOffline(context)
    await runProgram('npm run typecheck', page)
    expect(await runProgram('npm test', page)).toMatch(/3 passed/)
  })

  test('makes a page that runs, while it is worked on and built', async (context) => {
    skipOffline(context)
    await using shown = await openPage(context)
    await runProgram('npm run build', page)
    for (const line of ['npm start', 'npm run preview']) {
      await using server = await startServer(line, page)
      await shown.goto(server.url)
      await untilItSays(shown, 'German')
      await shown.fill('textarea', 'Dove si trova la stazione?')
      await untilItSays(shown, 'Italian')
      if (line !== 'npm start') continue
      await shown.locator('troupe-inspector').getByText('app/language').first().waitFor()
    }
  })
})
