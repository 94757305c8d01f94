/**
 * Writes `dist/standalone.js`, the one file that pages without a bundler import, from what `tsc -b`
 * wrote; only when that, or a package in it, is newer.
 */
import { existsSync, readdirSync, realpathSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const at = (path) => fileURLToPath(new URL(path, import.meta.url))
const script = fileURLToPath(import.meta.url)
const target = at('../dist/standalone.js')

/** Builds it where it is missing or out of date. */
export async function buildStandalone() {
  if (!isStale()) return
  // Loading Vite takes longer than most builds of this repository need.
  const { build } = await import('vite')
  const built = await build({
    root: at('..'),
    configFile: false,
    logLevel: 'warn',
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      write: false,
      copyPublicDir: false,
      target: 'es2022',
      sourcemap: true,
      rolldownOptions: {
        input: at('../dist/standalone/index.js'),
        preserveEntrySignatures: 'strict',
        output: { format: 'es', codeSplitting: false },
      },
    },
  })
  const [{ code, map }] = built.output
  replace(`${target}.map`, JSON.stringify(map))
  replace(
    target,
    `${code.replace(/\n?\/\/# sourceMappingURL=.*\s*$/, '')}\n//# sourceMappingURL=standalone.js.map\n`,
  )
}

/** Whoever reads it meanwhile gets the old one or the new one, whole. */
function replace(file, text) {
  writeFileSync(`${file}.${process.pid}`, text)
  renameSync(`${file}.${process.pid}`, file)
}

function isStale() {
  if (!existsSync(target) || !existsSync(`${target}.map`)) return true
  const built = statSync(target).mtimeMs
  const folders = ['../dist', '../../core/dist'].map(at)
  const sources = folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true })
      .filter((file) => file.endsWith('.js'))
      .map((file) => join(folder, file)),
  )
  const others = [at('../../../pnpm-lock.yaml'), script]
  return [...sources, ...others].some((file) => statSync(file).mtimeMs > built)
}

if (script === realpathSync(process.argv[1])) await buildStandalone()
