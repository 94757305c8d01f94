import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build, type PluginOption, preview } from 'vite'

/** What is to be served. */
export interface SiteOptions {
  /** The folder of the page, beside this file. */
  readonly folder: string
  readonly plugins?: PluginOption[]
  readonly headers?: Record<string, string>
  /** Files beside those that are built. */
  readonly files?: Readonly<Record<string, Uint8Array>>
}

/** A page built as an app would be, and served until it is disposed of. */
export async function serveSite({
  folder,
  plugins = [],
  headers = {},
  files = {},
}: SiteOptions): Promise<{ readonly url: string } & AsyncDisposable> {
  const outDir = await mkdtemp(join(tmpdir(), 'troupe-bench-web-'))
  const config = {
    root: fileURLToPath(new URL(folder, import.meta.url)),
    configFile: false,
    logLevel: 'error',
    build: { outDir, emptyOutDir: true, target: 'es2022', chunkSizeWarningLimit: 1_000 },
  } as const
  await build({ ...config, plugins })
  for (const [name, bytes] of Object.entries(files)) await writeFile(join(outDir, name), bytes)
  const server = await preview({ ...config, preview: { host: '127.0.0.1', port: 0, headers } })
  return {
    url: server.resolvedUrls!.local[0]!,
    async [Symbol.asyncDispose]() {
      await server.close()
      await rm(outDir, { recursive: true })
    },
  }
}
