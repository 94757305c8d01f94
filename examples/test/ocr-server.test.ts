import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { tsx } from './run.ts'

const main = fileURLToPath(new URL('../ocr-server/main.ts', import.meta.url))
const picture = new URL('../web-demo/public/samples/light-on-dark.png', import.meta.url)

it('ocr-server reads, sends away whom it cannot serve soon, and ends in order', async () => {
  const server = spawn(process.execPath, [tsx, main], {
    env: { ...process.env, PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = once(server, 'exit')
  const [url] = (await once(createInterface(server.stdout), 'line')) as [string]
  const image = await readFile(picture)
  const post = (body: Uint8Array<ArrayBuffer>) => fetch(url, { method: 'POST', body })

  const crowd = await Promise.all(Array.from({ length: 12 }, () => post(new Uint8Array(image))))
  const served = crowd.filter(({ status }) => status === 200)
  const refused = crowd.filter(({ status }) => status === 503)
  expect(served.length).toBeGreaterThan(0)
  expect(refused.length).toBeGreaterThan(0)
  expect(served.length + refused.length).toBe(crowd.length)
  for (const response of served) {
    expect(((await response.json()) as string[]).join(' ')).toMatch(/^The last train leaves/)
  }
  for (const { headers } of refused) expect(headers.get('retry-after')).toBe('1')

  // Later there is room again, and what is no picture harms nobody.
  expect((await post(new TextEncoder().encode('no picture'))).status).toBe(422)
  expect((await post(new Uint8Array(image))).status).toBe(200)
  expect((await fetch(url)).status).toBe(405)

  server.kill('SIGTERM')
  // The tree is stopped, and then the signal ends the process.
  expect(await ended).toEqual([143, null])
}, 120_000)
