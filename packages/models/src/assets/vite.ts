import { createReadStream } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { defaultClientConditions, type Plugin } from 'vite'
import { type Asset, type AssetOptions, listAssets } from './assets.ts'
import { typeOf } from './type-of.ts'

/** What {@link troupe} serves; all optional. */
export interface TroupeOptions extends AssetOptions {
  /** The folder below the site's base. Default: `troupe`. */
  readonly folder?: string
}

/**
 * A Vite plugin that serves the models and the WebAssembly of onnxruntime from the app's own origin,
 * in development and in the build, and builds workers as modules.
 *
 * @example
 * ```ts
 * // vite.config.ts
 * import { troupe } from '@troupe/models/vite'
 * import { defineConfig } from 'vite'
 *
 * export default defineConfig({ plugins: [troupe({ models: ['ocr'] })] })
 * ```
 */
export function troupe({ folder = 'troupe', ...options }: TroupeOptions = {}): Plugin {
  let listing: Promise<readonly Asset[]> | undefined
  const assets = (): Promise<readonly Asset[]> => (listing ??= listAssets(options))
  return {
    name: 'troupe',
    config: () => ({
      worker: { format: 'es' as const },
      resolve: { conditions: [...defaultClientConditions, 'onnxruntime-web-use-extern-wasm'] },
      optimizeDeps: { exclude: ['onnxruntime-web'] },
    }),
    configureServer({ middlewares, config }) {
      const prefix = `${config.base}${folder}/`
      middlewares.use((request, response, next) => {
        const { pathname } = new URL(request.url ?? '/', 'http://localhost')
        if (!pathname.startsWith(prefix)) return next()
        void assets()
          .then(async (all) => {
            const asset = all.find(({ path }) => path === pathname.slice(prefix.length))
            if (asset === undefined) return next()
            response.setHeader('Content-Type', typeOf(asset.path))
            response.setHeader('Content-Length', (await stat(asset.file)).size)
            response.setHeader('Cross-Origin-Resource-Policy', 'same-origin')
            createReadStream(asset.file).pipe(response)
          })
          .catch(next)
      })
    },
    async generateBundle() {
      for (const { path, file } of await assets()) {
        const source = await readFile(file)
        this.emitFile({ type: 'asset', fileName: `${folder}/${path}`, source })
      }
    },
  }
}
