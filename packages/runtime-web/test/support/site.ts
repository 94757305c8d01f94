import { createServer, type OutgoingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

/** What the server gives: text, or `hang up` for no answer at all. */
export type Answer = { status?: number; type?: string; body?: string } | 'hang up'

type Output = { output: { fileName: string; code?: string; source?: string | Uint8Array }[] }

/** Builds the page of these tests once, as an app would. */
async function built(): Promise<Map<string, Answer>> {
  const root = fileURLToPath(new URL('../page', import.meta.url))
  const { output } = (await build({
    root,
    configFile: false,
    logLevel: 'warn',
    build: { write: false, target: 'es2022', modulePreload: { polyfill: false } },
    worker: { format: 'es' },
  })) as Output
  return new Map(
    output.map(({ fileName, code, source }) => [
      `/${fileName}`,
      { body: String(code ?? source), type: typeOf(fileName) },
    ]),
  )
}

const page = { files: undefined as Promise<Map<string, Answer>> | undefined }

function typeOf(fileName: string): string {
  return fileName.endsWith('.js') ? 'text/javascript' : 'text/html'
}

/** A server with the page of these tests at `/`, and whatever else a test puts there. */
export interface Site extends AsyncDisposable {
  readonly url: string
}

/** @param headers Sent with the file of a path. */
export async function serveSite(
  files: Record<string, Answer> = {},
  headers: (path: string) => OutgoingHttpHeaders = () => ({}),
): Promise<Site> {
  const all = new Map([...(await (page.files ??= built())), ...Object.entries(files)])
  const server = createServer(({ url = '/', socket }, response) => {
    const { pathname } = new URL(url, 'http://site')
    const path = pathname === '/' ? '/index.html' : pathname
    const answer = all.get(path) ?? { status: 404, type: 'text/plain', body: 'not here' }
    if (answer === 'hang up') return socket.destroy()
    const { status = 200, type = typeOf(path), body = '' } = answer
    response.writeHead(status, { 'content-type': type, ...headers(path) }).end(body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
