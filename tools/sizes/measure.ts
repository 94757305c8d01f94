import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import type { Entry } from './entries.ts'

/** What one entry weighs, in kB, and which files it is made of. */
export interface Size {
  readonly entry: Entry
  readonly minified: number
  readonly gzipped: number
  readonly inputs: readonly string[]
}

/** Peers, and what is loaded late: not part of what an app loads at first. */
const external = ['node:*', 'onnxruntime-*', 'sharp', 'tsx', 'vite', 'vitest']

/** Bundles all that the entry exports, as an app in `folder` would, and weighs it. */
export async function measure(entry: Entry, folder: string): Promise<Size> {
  const code = entry.imports.map((name, at) => `export * as _${at} from '${name}'`)
  const { outputFiles, metafile } = await build({
    stdin: { contents: code.join('\n'), resolveDir: folder },
    bundle: true,
    write: false,
    metafile: true,
    minify: true,
    splitting: true,
    outdir: folder,
    format: 'esm',
    target: 'es2022',
    platform: entry.imports.includes('@troupe/runtime-node') ? 'node' : 'browser',
    define: { 'process.env.NODE_ENV': '"production"' },
    external,
    logLevel: 'silent',
  })
  const first = loadedAtOnce(metafile.outputs)
  const loaded = outputFiles.filter(({ path }) => first.some((name) => path.endsWith(name)))
  const kilobytes = (sizes: number[]): number => sizes.reduce((sum, it) => sum + it, 0) / 1_000
  return {
    entry,
    minified: kilobytes(loaded.map(({ contents }) => contents.length)),
    gzipped: kilobytes(loaded.map(({ contents }) => gzipSync(contents).length)),
    inputs: first.flatMap((name) => Object.keys(outputNamed(metafile.outputs, name).inputs)),
  }
}

type Outputs = Awaited<ReturnType<typeof build<{ metafile: true }>>>['metafile']['outputs']

/** The names of the entry's file and of the files that it imports statically. */
function loadedAtOnce(outputs: Outputs): string[] {
  const [start] = Object.keys(outputs).filter((path) => outputs[path]!.entryPoint === '<stdin>')
  const found = new Set<string>()
  const visit = (path: string): void => {
    if (found.has(path)) return
    found.add(path)
    for (const it of outputs[path]!.imports) {
      if (it.kind === 'import-statement' && it.external !== true) visit(it.path)
    }
  }
  visit(start!)
  return [...found].map((path) => path.slice(path.lastIndexOf('/') + 1))
}

function outputNamed(outputs: Outputs, name: string): Outputs[string] {
  return Object.entries(outputs).find(([path]) => path.endsWith(name))![1]
}
