import { createHash } from 'node:crypto'
import type { Manifest } from '../../src/manifest.ts'

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/** A manifest of one file `model.onnx` with these bytes. */
export function manifestOf(
  bytes: Uint8Array,
  sources: readonly string[],
  changes: Partial<Manifest> = {},
): Manifest {
  return {
    id: 'test/doubler',
    version: '1.0.0',
    task: 'test',
    description: 'Doubles numbers.',
    licence: 'MIT',
    files: { 'model.onnx': { sha256: sha256(bytes), size: bytes.length, sources } },
    model: 'model.onnx',
    inputs: [{ name: 'x', type: 'float32', shape: ['batch', 2] }],
    outputs: [{ name: 'y', type: 'float32', shape: ['batch', 2] }],
    ...changes,
  }
}
