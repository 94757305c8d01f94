/** Writes the public surface of each package, `docs/api/*.md`. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { apiReport } from './api-report/report.ts'
import { root } from './files.ts'

/** The packages that can be imported. */
export const libraries = ['core', 'models', 'runtime-node', 'runtime-web'] as const

/** Where the surface of a package is written down. */
export const reportFile = (library: string): string => join(root, `docs/api/${library}.md`)

function write(): void {
  mkdirSync(join(root, 'docs/api'), { recursive: true })
  for (const library of libraries) {
    writeFileSync(reportFile(library), apiReport(join(root, 'packages', library)))
  }
}

if (import.meta.url === pathToFileURL(process.argv[1]!).href) write()
