import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join } from 'node:path'

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.wasm': 'application/wasm',
}

/**
 * Serves a folder under a Content Security Policy that allows the site's own files, WebAssembly and
 * the page's import map; neither `eval` nor anything from elsewhere.
 */
export async function serveFolder(folder: string): Promise<AsyncDisposable & { url: string }> {
  const policy = `default-src 'self'; script-src 'self' 'wasm-unsafe-eval' ${importMapHash(folder)}`
  const server = createServer(({ url = '/' }, response) => {
    const { pathname } = new URL(url, 'http://site')
    if (pathname === '/favicon.ico') return response.writeHead(204).end()
    const file = join(folder, pathname === '/' ? 'index.html' : pathname)
    if (!existsSync(file)) return response.writeHead(404).end()
    const type = types[extname(file)] ?? 'application/octet-stream'
    response.writeHead(200, { 'content-type': type, 'content-security-policy': policy })
    return response.end(readFileSync(file))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function importMapHash(folder: string): string {
  const page = readFileSync(join(folder, 'index.html'), 'utf8')
  const map = /<script type="importmap">(.*?)<\/script>/s.exec(page)?.[1]
  if (map === undefined) return ''
  return `'sha256-${createHash('sha256').update(map).digest('base64')}'`
}
