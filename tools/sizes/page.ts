import type { Size } from './measure.ts'

const head = `# Sizes

What an app loads: all that an import brings, bundled from the packed packages with esbuild, minified. What
is loaded late, and peers such as onnxruntime, come on top. An isolate carries neither supervision nor XState.
\`npm test\` fails above a limit; \`npm run sizes\` writes this page.

| what | imports | minified | gzipped | limit |
|---|---|---:|---:|---:|
`

/** The page with the table of sizes. */
export function sizesPage(sizes: readonly Size[]): string {
  return head + sizes.map(rowOf).join('')
}

function rowOf({ entry, minified, gzipped }: Size): string {
  const imports = entry.imports.map((name) => `\`${name}\``).join(' ')
  return `| ${entry.what} | ${imports} | ${minified.toFixed(1)} kB | **${gzipped.toFixed(1)} kB** | ${entry.limit} kB |\n`
}

/** The compressed sizes that a page tells, from its first row on. */
export function sizesToldBy(page: string): number[] {
  return [...page.matchAll(/\*\*(?<size>[\d.]+) kB\*\*/g)].map(({ groups }) =>
    Number(groups!['size']),
  )
}
