import { expect, test } from 'vitest'
import { isolatingHeaders } from '../../../tools/browser.ts'
import { openPage } from './support/browser.ts'
import { serveSite } from './support/site.ts'

/** Everything that crosses in one go, values and binaries and an error with its cause. */
async function roundTrip(): Promise<unknown> {
  const { app, actor } = await globalThis.page.begin()
  const bytes = new Uint8Array(100_000).fill(7)
  const moved = await actor.ask.move(bytes, { transfer: [bytes] })
  const map = (await actor.ask.echo(new Map([['a', 1n]]))) as Map<string, bigint>
  const failure = await actor.ask
    .fail({ name: 'ImageError', message: 'bad', code: 'E_IMAGE' })
    .catch((error: Error) => String(error.cause))
  await app.stop()
  const { crossOriginIsolated, sharedArrayBuffer } = globalThis.page.capabilities()
  return {
    sent: bytes.byteLength,
    moved: moved.byteLength,
    map: String(map.get('a')),
    failure,
    crossOriginIsolated,
    sharedArrayBuffer,
  }
}

const arrived = { sent: 0, moved: 100_000, map: '1', failure: 'ImageError: bad' }

test('worker() works in a page that shares no memory', async (context) => {
  await using site = await serveSite()
  await using page = await openPage(context)
  await page.goto(site.url)
  expect(await page.evaluate(roundTrip)).toEqual({
    ...arrived,
    crossOriginIsolated: false,
    sharedArrayBuffer: false,
  })
})

test('worker() works in a page that is cross-origin isolated', async (context) => {
  await using site = await serveSite({}, () => isolatingHeaders)
  await using page = await openPage(context)
  await page.goto(site.url)
  expect(await page.evaluate(roundTrip)).toEqual({
    ...arrived,
    crossOriginIsolated: true,
    sharedArrayBuffer: true,
  })
})

test('worker() works under a Content Security Policy without unsafe-eval', async (context) => {
  const policy = "default-src 'none'; script-src 'self'; worker-src 'self'; img-src data:"
  await using site = await serveSite({}, () => ({ 'content-security-policy': policy }))
  await using page = await openPage(context)
  await page.goto(site.url)
  expect(await page.evaluate(() => globalThis.page.evals())).toEqual({
    page: 'EvalError',
    worker: 'EvalError',
  })
  expect(await page.evaluate(roundTrip)).toMatchObject(arrived)
})

test('a page that goes away takes its workers along', async (context) => {
  await using site = await serveSite({ '/other.html': { body: 'elsewhere' } }, () => ({
    'cache-control': 'no-store',
  }))
  await using page = await openPage(context)
  await page.goto(site.url)
  await page.evaluate(async () => void (await globalThis.page.begin()))
  const locks = () =>
    page.evaluate(async () => {
      const { held = [] } = await navigator.locks.query()
      return held.map(({ name }) => name!)
    })
  const held = await locks()
  expect(held).toHaveLength(1)
  await page.goto(`${site.url}other.html`)
  const free = await page.evaluate((name) => navigator.locks.request(name, () => 'free'), held[0]!)
  expect(free).toBe('free')
})
