import { createHash } from 'node:crypto'
import { createReadStream, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Tarballs } from './pack.ts'
import { runProgram } from './run.ts'
import { untar } from './untar.ts'

/** Where packed packages are installed from. */
export interface Registry extends AsyncDisposable {
  /** Settings for npm: these packages come from here, all others from where they always come. */
  readonly env: Readonly<Record<string, string>>
  /** The same for `npm create`, which keeps what it ran by its version. */
  readonly createEnv: Readonly<Record<string, string>>
}

/**
 * An npm registry of tarballs, so that `npm install @troupe/core` means the package as it was packed
 * here, word by word as a user writes it.
 */
export async function serveRegistry(tarballs: Tarballs): Promise<Registry> {
  const server = createServer(({ url = '/' }, response) => {
    const name = decodeURIComponent(url.slice(1))
    const file = Object.values(tarballs).find((path) => name === tarballPath(path))
    if (file !== undefined) return createReadStream(file).pipe(response)
    if (!Object.hasOwn(tarballs, name)) return response.writeHead(404).end('{}')
    return sendPackument(response, name, tarballs[name]!, addressOf(server))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = addressOf(server)
  const folder = mkdtempSync(join(tmpdir(), 'troupe-registry-'))
  const config = join(folder, 'npmrc')
  writeFileSync(config, `@troupe:registry=${url}\n`)
  return {
    env: { npm_config_globalconfig: config },
    createEnv: {
      npm_config_registry: url,
      npm_config_cache: join(folder, 'cache'),
      npm_config_yes: 'true',
    },
    async [Symbol.asyncDispose]() {
      rmSync(folder, { recursive: true, force: true })
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function addressOf(server: ReturnType<typeof createServer>): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
}

function tarballPath(file: string): string {
  return `tarballs/${createHash('sha256').update(file).digest('hex')}.tgz`
}

function sendPackument(response: ServerResponse, name: string, file: string, url: string): void {
  const packed = readFileSync(file)
  const manifest = JSON.parse(untar(packed).get('package.json')!.toString()) as { version: string }
  const integrity = `sha512-${createHash('sha512').update(packed).digest('base64')}`
  const dist = { tarball: `${url}${tarballPath(file)}`, integrity }
  response.setHeader('content-type', 'application/json')
  response.end(
    JSON.stringify({
      name,
      'dist-tags': { latest: manifest.version },
      versions: { [manifest.version]: { ...manifest, dist } },
    }),
  )
}

/** Why nothing can be installed here; `undefined` where npm reaches its registry. */
export async function offline(): Promise<string | undefined> {
  try {
    await runProgram('npm view tsx version --fetch-retries=0', tmpdir())
    return undefined
  } catch {
    return 'needs the npm registry, which npm does not reach from here'
  }
}
