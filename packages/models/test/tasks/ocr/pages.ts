import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { ort } from '../../../src/ort/node.ts'
import { decodeImage } from '../../../src/image/decode.ts'
import { parseManifest } from '../../../src/manifest.ts'
import { parseCharacters } from '../../../src/tasks/ocr/ctc.ts'
import type { Line } from '../../../src/tasks/ocr/index.ts'
import { ocrRules } from '../../../src/tasks/ocr/options.ts'
import { type Reader, readImage } from '../../../src/tasks/ocr/read.ts'

/** What a page says; see scripts/make-pages.ts. */
export interface Page {
  readonly file: string
  readonly lines: readonly string[]
  /** Left, top, right and bottom of what ink covers, in pixels. */
  readonly boxes?: readonly (readonly [number, number, number, number])[]
}

const folder = new URL('../../fixtures/pages/', import.meta.url)
const packages = new URL('../../../node_modules/', import.meta.url)

/** All pages. */
export const pages = JSON.parse(readFileSync(new URL('pages.json', folder), 'utf8')) as Page[]

/** The bytes of a page. */
export function pageBytes(file: string): Uint8Array {
  return new Uint8Array(readFileSync(new URL(file, folder)))
}

/** A file of a model, where its npm package has it. */
function modelFile(id: string, name = 'model.onnx'): string {
  const url = new URL(`../../../models/${id}.json`, import.meta.url)
  const manifest = parseManifest(JSON.parse(readFileSync(url, 'utf8')))
  return fileURLToPath(new URL(manifest.files[name]!.sources[0]!.replace('npm:', ''), packages))
}

/** The networks as the actor has them. */
export async function loadReader(): Promise<Reader & AsyncDisposable> {
  const load = (id: string) => ort.load(modelFile(id), { name: id })
  const [detect, orient, recognise] = [
    await load('ocr/detection'),
    await load('ocr/orientation'),
    await load('ocr/recognition'),
  ]
  const list = readFileSync(modelFile('ocr/recognition', 'characters.txt'), 'utf8')
  return {
    detect,
    orient,
    recognise,
    characters: parseCharacters(list),
    async [Symbol.asyncDispose]() {
      for (const session of [detect, orient, recognise]) await session.dispose()
    },
  }
}

/** Reads a picture as the actor does. */
export async function readBytes(reader: Reader, bytes: Uint8Array): Promise<Line[]> {
  const image = await decodeImage(bytes, { target: 'ocr', operation: 'read' })
  return readImage(reader, image, ocrRules(), new AbortController().signal)
}
