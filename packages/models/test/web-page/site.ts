import { readFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { troupe } from '../../src/assets/vite.ts'

type Files = ReadonlyMap<string, Uint8Array>

/** One request for a model. */
export interface ModelRequest {
  readonly path: string
  readonly range: string | undefined
  /** Bytes of the body that were handed to the line. */
  readonly served: number
}

/** How a site treats the requests for models. */
export interface Manners {
  /** No model is sent before this resolves. */
  readonly gate?: Promise<unknown>
  /** Breaks the connection of the first request for each larger file after so many bytes. */
  readonly cutAfter?: number
  /** When it breaks. A browser drops what it has received and the page has not yet read. */
  readonly cut?: Promise<unknown>
}

/** A server with the page of these tests, which counts the requests for models. */
export interface Site extends AsyncDisposable {
  readonly url: string
  readonly requests: readonly ModelRequest[]
}

/** Builds the page once, as an app would. */
export async function buildPage(): Promise<Files> {
  const built = (await build({
    root: fileURLToPath(new URL('page', import.meta.url)),
    configFile: false,
    logLevel: 'error',
    plugins: [troupe({ models: ['language'], providers: ['wasm'] })],
    build: { write: false, target: 'es2022', chunkSizeWarningLimit: 1_000 },
  })) as { output: { fileName: string; code?: string; source?: string | Uint8Array }[] }
  const shell = await readFile(new URL('page/shell.js', import.meta.url))
  return new Map<string, Uint8Array>([
    ['/shell.js', shell],
    ...built.output.map(({ fileName, code, source }): [string, Uint8Array] => [
      `/${fileName}`,
      Buffer.from((code ?? source) as string),
    ]),
  ])
}

/** Serves the files; nothing of it may be kept by the browser's HTTP cache. */
export async function serveSite(files: Files, manners: Manners = {}): Promise<Site> {
  const requests: ModelRequest[] = []
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url!, 'http://site')
    const path = pathname === '/' ? '/index.html' : pathname
    const body = files.get(path)
    response.setHeader('cache-control', 'no-store')
    if (body === undefined) return void response.writeHead(404).end()
    if (!path.startsWith('/troupe/models/')) {
      return void response.setHeader('content-type', typeOf(path)).end(body)
    }
    const first = requests.every((earlier) => earlier.path !== path)
    const start = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0)
    const part = body.subarray(start, first ? manners.cutAfter : undefined)
    requests.push({ path, range: request.headers.range, served: part.length })
    void Promise.resolve(manners.gate).then(() => send(response, body, start, part, manners.cut))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/`,
    requests,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** Sends what is left of a file from `start`, or breaks off after `part` of it. */
function send(
  response: ServerResponse<IncomingMessage>,
  body: Uint8Array,
  start: number,
  part: Uint8Array,
  cut: Promise<unknown> | undefined,
): void {
  const whole = start + part.length === body.length
  if (start > 0) {
    const range = `bytes ${start}-${body.length - 1}/${body.length}`
    response.writeHead(206, { 'content-range': range, 'content-length': body.length - start })
  } else response.setHeader('content-length', body.length)
  if (whole) return void response.end(part)
  response.write(part)
  void Promise.resolve(cut).then(() => response.destroy())
}

function typeOf(path: string): string {
  const types = { html: 'text/html', js: 'text/javascript', mjs: 'text/javascript' }
  const extension = path.slice(path.lastIndexOf('.') + 1)
  return types[extension as keyof typeof types] ?? 'application/wasm'
}
