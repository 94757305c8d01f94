import { assetUrl } from '../served-assets.ts'
import { http } from './http.ts'
import type { ModelSource } from './source.ts'

/**
 * `npm:` and `package:` addresses in a browser, which has no packages: the same files from the app's
 * own origin, where the Vite plugin or `troupe-assets` put them under their SHA-256.
 */
export function assets(): ModelSource {
  const web = http()
  return {
    schemes: ['npm:', 'package:'],
    async download(request, unfinished) {
      const source = assetUrl(`models/${request.file.sha256}`)
      try {
        await web.download!({ ...request, source }, unfinished)
      } catch (cause) {
        request.signal?.throwIfAborted()
        if (!(cause instanceof Error) || !/\b404\b/.test(cause.message)) throw cause
        throw new Error(
          `${source} is not there: add troupe() of @troupe/models/vite to the Vite config, or copy the files with "npx troupe-assets <folder>"`,
          { cause },
        )
      }
    },
  }
}
