import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright'
import { build, preview } from 'vite'
import { browserFlags } from '../../../tools/browser-flags.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

/** The page as `npm run demo:web` builds and serves it. */
export async function serveBuiltPage(): Promise<{ url: string } & AsyncDisposable> {
  const outDir = await mkdtemp(join(tmpdir(), 'web-demo-'))
  const logLevel = 'error'
  await build({ root, logLevel, build: { outDir, emptyOutDir: true } })
  const server = await preview({ root, logLevel, build: { outDir }, preview: { port: 0 } })
  let closing: Promise<void> | undefined
  const close = async (): Promise<void> => {
    await server.close()
    await rm(outDir, { recursive: true })
  }
  return {
    url: server.resolvedUrls!.local[0]!,
    [Symbol.asyncDispose]: () => (closing ??= close()),
  }
}

/** A browser with a microphone that hears `sound` again and again. */
export function launchHearing(executablePath: string, sound: string) {
  const file = join(root, 'public/samples', sound)
  return chromium.launch({
    executablePath,
    args: [
      ...browserFlags,
      '--use-fake-ui-for-media-stream',
      '--use-fake-device-for-media-stream',
      `--use-file-for-fake-audio-capture=${file}`,
    ],
  })
}
