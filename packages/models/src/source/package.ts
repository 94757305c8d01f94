import { fileURLToPath } from 'node:url'
import { inPlace } from './in-place.ts'
import type { ModelSource } from './source.ts'

/** The root of @troupe/models: two folders above both `src/source` and `dist/source`. */
export const packageRoot = new URL('../../', import.meta.url)

/** `package:` addresses: files that @troupe/models itself ships, `package:models/spam/spam.onnx`. */
export function ownPackage(): ModelSource {
  return {
    schemes: ['package:'],
    async open(request) {
      const url = new URL(request.source.slice('package:'.length), packageRoot)
      if (!url.href.startsWith(packageRoot.href)) throw new Error('it leads out of @troupe/models')
      return inPlace([fileURLToPath(url)], request, 'Install @troupe/models again')
    },
  }
}
