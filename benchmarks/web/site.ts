import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import sharp from 'sharp'
import { build, preview } from 'vite'
import { troupe } from '@troupe/models/vite'

const root = fileURLToPath(new URL('page', import.meta.url))
const pages = new URL('../../packages/models/test/fixtures/pages/', import.meta.url)

/** A page that reads a picture, built as an app would be, and served until it is disposed of. */
export async function serveSite(): Promise<{ readonly url: string } & AsyncDisposable> {
  const outDir = await mkdtemp(join(tmpdir(), 'troupe-bench-web-'))
  const config = {
    root,
    configFile: false,
    logLevel: 'error',
    build: { outDir, emptyOutDir: true, target: 'es2022', chunkSizeWarningLimit: 1_000 },
  } as const
  const plugins = [troupe({ models: ['ocr'], providers: ['wasm'] })]
  await build({ ...config, plugins })
  await writeFile(join(outDir, 'picture.png'), await picture())
  const server = await preview({ ...config, preview: { host: '127.0.0.1', port: 0 } })
  return {
    url: server.resolvedUrls!.local[0]!,
    async [Symbol.asyncDispose]() {
      await server.close()
      await rm(outDir, { recursive: true })
    },
  }
}

/** Two columns of text with three lines of a specimen of type below them: 1000 x 700. */
async function picture(): Promise<Buffer> {
  const [columns, sizes] = await Promise.all(
    ['columns.png', 'sizes.png'].map((name) => readFile(new URL(name, pages))),
  )
  const lines = await sharp(sizes).extract({ left: 0, top: 0, width: 900, height: 180 }).toBuffer()
  const paper = { width: 1_000, height: 700, channels: 3, background: '#ffffff' } as const
  return sharp({ create: paper })
    .composite([
      { input: columns!, left: 50, top: 10 },
      { input: lines, left: 50, top: 505 },
    ])
    .png()
    .toBuffer()
}
