import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Session } from '../../src/backend.ts'
import { parseManifest } from '../../src/manifest.ts'
import { ort } from '../../src/ort/node.ts'

const require = createRequire(import.meta.url)

/** The file of a model, where its npm package has it. */
export function modelFile(id: string): string {
  const url = new URL(`../../models/${id}.json`, import.meta.url)
  const manifest = parseManifest(JSON.parse(readFileSync(url, 'utf8')))
  const source = manifest.files[manifest.model]!.sources[0]!
  return require.resolve(source.replace('npm:', ''))
}

/** Loads a model by its manifest, computed by onnxruntime-node. */
export function loadModel(id: string): Promise<Session> {
  return ort.load(modelFile(id), { name: id })
}
