import { pathToFileURL, fileURLToPath } from 'node:url'
import { inPlace } from './in-place.ts'
import type { ModelSource } from './source.ts'

/**
 * `file:` addresses: `file:///models/x.onnx`, or relative to the manifest's folder, for a manifest
 * without one to the current folder: `file:models/x.onnx`.
 */
export function file(): ModelSource {
  return {
    schemes: ['file:'],
    async open(request) {
      const base = request.base?.startsWith('file:') ? request.base : pathToFileURL('./').href
      const path = fileURLToPath(new URL(request.source, base))
      return inPlace([path], request, 'Put the right file there, or correct the manifest')
    },
  }
}
