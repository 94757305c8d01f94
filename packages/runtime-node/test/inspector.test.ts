import { once } from 'node:events'
import { request } from 'node:http'
import { afterEach, expect, test } from 'vitest'
import { type App, actor, ask, child, memory, protocol, supervise } from '@troupe/core'
import type { InspectorFrame } from '@troupe/core/inspector'
import { inspector, type InspectorOptions } from '../src/inspector/index.ts'

const Echo = protocol('echo', { say: ask<string, string>() })
const echo = actor(Echo, () => ({ say: (words) => words }))

const apps: Pick<App, 'stop'>[] = []
afterEach(async () => {
  await Promise.all(apps.splice(0).map((app) => app.stop()))
})

async function inspected(options?: InspectorOptions) {
  const app = await supervise({ children: { echo: child(Echo, memory(echo)) }, log: false })
  apps.push(app)
  const page = await inspector(app, { interval: 20, ...options })
  return { app, page, url: new URL(page.url) }
}

/** Asks like somebody who may choose every header. */
async function ask_(
  url: URL,
  { method = 'GET', headers = {}, body = '', path = '' }: Asked = {},
): Promise<{ status: number; text: string; headers: Record<string, unknown> }> {
  const { hostname, port, pathname } = url
  const asked = request({ hostname, port, path: path || pathname, method, headers })
  asked.end(body)
  const [response] = (await once(asked, 'response')) as [import('node:http').IncomingMessage]
  let text = ''
  for await (const chunk of response) text += String(chunk)
  return { status: response.statusCode!, text, headers: response.headers }
}

interface Asked {
  readonly method?: string
  readonly headers?: Record<string, string>
  readonly body?: string
  readonly path?: string
}

/** Reads the events of the page until one is what is waited for. */
async function until<T>(url: URL, found: (name: string, data: unknown) => T | undefined) {
  const leaving = new AbortController()
  const { body } = await fetch(new URL('events', url), { signal: leaving.signal })
  let text = ''
  for await (const chunk of body!.pipeThrough(new TextDecoderStream())) {
    text += chunk
    const whole = text.split('\n\n')
    text = whole.pop()!
    for (const event of whole) {
      const [, name, data] = /^event: (.*)\ndata: (.*)$/.exec(event)!
      const value = found(name!, JSON.parse(data!))
      if (value === undefined) continue
      leaving.abort()
      return value
    }
  }
  throw new Error('it ended before')
}

test('inspector() serves a page with its scripts, and nothing that a script could leave by', async () => {
  const { url } = await inspected()
  const page = await ask_(url)
  expect(page.status).toBe(200)
  expect(page.text).toContain('<h1>app</h1>')
  expect(page.headers['content-security-policy']).toContain("default-src 'none'")
  for (const script of ['main.js', 'inspector.js', 'style.js'])
    expect((await ask_(new URL(script, url))).headers['content-type']).toContain('javascript')
})

test('inspector() shows what the app does, from before somebody looked', async () => {
  const { app, url } = await inspected()
  await app.children.echo.ask.say('hello')
  const frame = await until(url, (_, data) =>
    ([data].flat() as InspectorFrame[]).find(({ actors }) => actors[1]?.ended === 1),
  )
  expect(frame.actors.map(({ path, status }) => `${path} ${status}`)).toEqual([
    'app running',
    'app/echo running',
  ])
  expect(frame.memory).toBeGreaterThan(1e6)
})

test('inspector() listens on the loopback interface, at an address of its own each time', async () => {
  const [one, other] = [await inspected(), await inspected()]
  expect(one.url.hostname).toBe('127.0.0.1')
  expect(one.url.pathname).toMatch(/^\/[\w-]{32}\/$/)
  expect(one.url.pathname).not.toBe(other.url.pathname)
})

test('inspector() answers nobody without the token', async () => {
  const { url } = await inspected({ commands: true })
  const { origin, host } = url
  for (const path of [
    '/',
    '/events',
    '/main.js',
    `/${'x'.repeat(32)}/`,
    `${url.pathname}../main.js`,
  ])
    expect((await ask_(url, { path })).status).toBe(404)
  const headers = { origin, host, 'content-type': 'application/json' }
  expect((await ask_(url, { method: 'POST', path: '/command', headers })).status).toBe(404)
})

test('inspector() gives no file that is not its own', async () => {
  const { url } = await inspected()
  const { pathname } = url
  for (const path of [
    '..%2Findex.js',
    '../package.json',
    'tsconfig.json',
    'main.js.map',
    'gone.js',
  ])
    expect((await ask_(url, { path: pathname + path })).status).toBe(404)
})

test('inspector() refuses a host name that somebody points here, and pages of others', async () => {
  const { url } = await inspected({ commands: true })
  const { host, port } = url
  const from = async (headers: Record<string, string>, method = 'GET'): Promise<number> =>
    (await ask_(url, { headers, method })).status
  expect(await from({ host: `evil.example:${port}` })).toBe(403)
  expect(await from({ host: '127.0.0.1' })).toBe(403)
  expect(await from({ host, origin: 'http://evil.example' })).toBe(403)
  expect(await from({ host, origin: 'null' })).toBe(403)
  expect(await from({ host, 'sec-fetch-site': 'cross-site' })).toBe(403)
  expect(await from({ host }, 'POST')).toBe(403)
  expect(await from({ host, origin: `http://${host}` })).toBe(200)
  expect(await from({ host: `localhost:${port}` })).toBe(200)
})

const command = (url: URL, body: unknown, type = 'application/json'): ReturnType<typeof ask_> =>
  ask_(new URL('command', url), {
    method: 'POST',
    headers: { host: url.host, origin: url.origin, 'content-type': type },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })

test('inspector() has no commands unless it is told to', async () => {
  const { app, url } = await inspected()
  expect((await command(url, { command: 'crash', path: 'app/echo' })).status).toBe(404)
  expect(app.list()[0]!.incarnation).toBe(1)
})

test('inspector({ commands: true }) crashes and restarts actors, and the page hears of it', async () => {
  const { app, url } = await inspected({ commands: true })
  expect(await command(url, { command: 'crash', path: 'app/echo' })).toMatchObject({ status: 200 })
  await app.children.echo.ask.say('again')
  expect(await command(url, { command: 'restart', path: 'app/echo' })).toMatchObject({
    status: 200,
  })
  expect(app.list()[0]!.incarnation).toBe(3)
  const exits: string[] = []
  await until(url, (_, data) => {
    const news = ([data].flat() as InspectorFrame[]).flatMap((frame) => frame.news)
    exits.push(...news.filter(({ type }) => type === 'child-exited').map(({ words }) => words))
    return exits.length === 2 || undefined
  })
  expect(exits).toEqual(['ended: killed', 'ended: shutdown'])
})

test('inspector({ commands: true }) says what is wrong with a command', async () => {
  const { url } = await inspected({ commands: true })
  expect(await command(url, { command: 'crash', path: 'app/nobody' })).toMatchObject({
    status: 409,
    text: expect.stringContaining('no actor lives there'),
  })
  for (const wrong of ['{', 'null', '{"command":"halt"}', '{"command":"crash"}', 'x'.repeat(5_000)])
    expect((await command(url, wrong)).status).toBe(400)
  expect((await command(url, { command: 'crash', path: 'app/echo' }, 'text/plain')).status).toBe(
    400,
  )
})

test('inspector() ends with the app and tells why', async () => {
  const { app, url } = await inspected()
  const over = until(url, (name, data) => {
    if (name === 'begin') void app.stop()
    return name === 'over' ? data : undefined
  })
  expect(await over).toBe('shutdown')
  await expect(fetch(url)).rejects.toThrow()
})

test('inspector() ends when it is closed, and the app goes on', async () => {
  const { app, page, url } = await inspected()
  await page.close()
  await page.close()
  await expect(fetch(url)).rejects.toThrow()
  expect(await app.children.echo.ask.say('still here')).toBe('still here')
})

test('inspector() fails where its port is taken', async () => {
  const { app, url } = await inspected()
  const again = inspector(app, { port: Number(url.port) })
  await expect(again).rejects.toMatchObject({ code: 'EADDRINUSE' })
})
