import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { join } from 'node:path'
import { packageRoot } from '../src/source/package.ts'
import type { CatalogueEntry } from '../src/platform/platform.ts'

/** The manifests in `models/` of this package, unchecked. */
export function shippedManifests(): readonly CatalogueEntry[] {
  return readFolder(fileURLToPath(new URL('models/', packageRoot)))
}

/**
 * Reads every manifest in `folder` and the folders in it. A JSON file without an `id` is none: models
 * bring such files along.
 */
function readFolder(folder: string): CatalogueEntry[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.json'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((path) => ({ manifest: parse(path), base: pathToFileURL(path).href }))
    .filter(({ manifest }) => typeof manifest === 'object' && manifest !== null && 'id' in manifest)
}

function parse(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch (error) {
    throw new Error(`${path} is no JSON: ${(error as Error).message}`, { cause: error })
  }
}
