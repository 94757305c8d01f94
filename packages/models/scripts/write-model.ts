import { createHash } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { parseManifest, type Manifest } from '../src/manifest.ts'

/** Files beside the manifest, by name. */
export type ModelFiles = Readonly<Record<string, Uint8Array>>

/**
 * Writes a model that this package ships: its files and the manifest that names them, at
 * `models/<id>.json`. The same input gives the same bytes.
 *
 * @throws {ActorError<'model-invalid'>} The manifest would not be accepted by a registry.
 */
export async function writeModel(
  description: Omit<Manifest, 'files'>,
  files: ModelFiles,
  root = new URL('../models/', import.meta.url),
): Promise<Manifest> {
  const manifestPath = new URL(`${description.id}.json`, root)
  const folder = new URL('./', manifestPath)
  const inPackage = `models/${description.id.replace(/[^/]*$/, '')}`
  const entries = Object.entries(files).map(([name, bytes]) => {
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    return [name, { sha256, size: bytes.byteLength, sources: [`package:${inPackage}${name}`] }]
  })
  const { id, version, aliases, task, description: text, licence, ...rest } = description
  const manifest = parseManifest({
    id,
    version,
    aliases,
    task,
    description: text,
    licence,
    files: Object.fromEntries(entries),
    ...rest,
  })
  await mkdir(fileURLToPath(folder), { recursive: true })
  for (const [name, bytes] of Object.entries(files)) await writeFile(new URL(name, folder), bytes)
  await writeFile(manifestPath, `${JSON.stringify(manifest, null, 2)}\n`)
  return manifest
}
