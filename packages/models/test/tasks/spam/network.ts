import { fileURLToPath } from 'node:url'
import type { Session } from '../../../src/backend.ts'
import { ort } from '../../../src/ort/node.ts'

/** The shipped network. */
export function spamNetwork(): Promise<Session> {
  return ort.load(fileURLToPath(new URL('../../../models/spam/detection.onnx', import.meta.url)))
}
