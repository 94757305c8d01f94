import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { ort } from '../../../src/ort/node.ts'
import { parseVocabulary } from '../../../src/tasks/language/vocabulary.ts'

const folder = new URL('../../../models/language/', import.meta.url)

/** The shipped network and what its inputs and outputs stand for. */
export async function languageNetwork() {
  return {
    session: await ort.load(fileURLToPath(new URL('detection.onnx', folder))),
    vocabulary: parseVocabulary(readFileSync(new URL('vocabulary.json', folder), 'utf8')),
  }
}
