import { expect, test } from 'vitest'
import { isolatingHeaders } from '../../../tools/browser.ts'
import { openPage } from './support/browser.ts'
import { type Answer, serveSite } from './support/site.ts'

const broken: Record<string, Answer> = {
  '/page.js': { type: 'text/html', body: '<!doctype html>' },
  '/raw.worker.ts': { type: 'video/mp2t', body: 'export const n: number = 1' },
  '/syntax.js': { body: 'export default {' },
  '/throws.js': { body: 'throw new RangeError("on purpose")' },
  '/imports-missing.js': { body: 'import "./missing.js"' },
  '/imports-syntax.js': { body: 'import "./syntax.js"' },
  '/imports-no-export.js': { body: 'import { nothing } from "./empty.js"' },
  '/empty.js': { body: '' },
  '/imports-bare.js': { body: 'import "@troupe/core"' },
  '/down.js': 'hang up',
  '/busy.js': { status: 503 },
  '/hangs.js': { body: 'await new Promise(() => {})' },
}

const failures = [
  ['a script that is not there', '/missing.js', 'not-found', '404'],
  ['a page instead of a script', '/page.js', 'wrong-type', 'text/html'],
  ['TypeScript that no bundler has seen', '/raw.worker.ts', 'wrong-type', 'without variables'],
  ['a syntax error', '/syntax.js', 'syntax', 'SyntaxError'],
  ['a script that throws', '/throws.js', 'threw', 'RangeError: on purpose'],
  ['an import that is not there', '/imports-missing.js', 'import', 'something that it imports'],
  ['an import with a syntax error', '/imports-syntax.js', 'syntax', 'SyntaxError'],
  ['an import by a bare name', '/imports-bare.js', 'import', '@troupe/core'],
  ['an export that is not there', '/imports-no-export.js', 'syntax', 'nothing'],
  ['a server in trouble', '/busy.js', 'unreachable', '503'],
  ['a server that does not answer', '/down.js', 'unreachable', 'could not be reached'],
] as const

test.for(failures)('J16 worker() tells %s', async ([, path, problem, words], context) => {
  await using site = await serveSite(broken)
  await using page = await openPage(context)
  await page.goto(site.url)
  const url = new URL(path, site.url).href
  expect(await page.evaluate((it) => globalThis.page.attempt(it), url)).toMatchObject({
    code: 'start-failed',
    message: expect.stringContaining(words) as string,
    details: { target: 'app/actor', phase: 'import' },
    cause: {
      code: 'load-failed',
      details: { problem, url, permanent: problem !== 'unreachable' },
    },
  })
})

test('J16 worker() tells a script on another origin', async (context) => {
  await using site = await serveSite()
  await using other = await serveSite({ '/good.js': { body: '' } })
  await using page = await openPage(context)
  await page.goto(site.url)
  const url = `${other.url}good.js`
  expect(await page.evaluate((it) => globalThis.page.attempt(it), url)).toMatchObject({
    code: 'start-failed',
    details: { phase: 'spawn' },
    cause: { code: 'load-failed', details: { problem: 'cross-origin', permanent: true } },
  })
})

test('J16 worker() tells a script that the policy of the page forbids', async (context) => {
  const policy = "script-src 'self'; worker-src 'none'"
  await using site = await serveSite({ '/good.js': { body: '' } }, () => ({
    'content-security-policy': policy,
  }))
  await using page = await openPage(context)
  await page.goto(site.url)
  expect(await page.evaluate(() => globalThis.page.attempt('/good.js'))).toMatchObject({
    code: 'start-failed',
    message: expect.stringContaining('worker-src') as string,
    details: { phase: 'spawn' },
    cause: { code: 'load-failed', details: { problem: 'blocked', permanent: true } },
  })
})

test('J16 worker() tells a script without the header that an isolated page demands', async (context) => {
  await using site = await serveSite({ '/good.js': { body: '' } }, (path) =>
    path === '/good.js' ? {} : isolatingHeaders,
  )
  await using page = await openPage(context)
  await page.goto(site.url)
  expect(await page.evaluate(() => globalThis.page.attempt('/good.js'))).toMatchObject({
    code: 'start-failed',
    message: expect.stringContaining('Cross-Origin-Embedder-Policy') as string,
    cause: { code: 'load-failed', details: { problem: 'embedder-policy', permanent: true } },
  })
})

test('J17 worker() that never serves fails at the time limit of its start', async (context) => {
  await using site = await serveSite(broken)
  await using page = await openPage(context)
  await page.goto(site.url)
  expect(await page.evaluate(() => globalThis.page.attempt('/hangs.js', 300))).toMatchObject({
    code: 'start-failed',
    details: { phase: 'timeout' },
  })
})
