import { readdirSync } from 'node:fs'
import { troupe } from '@troupe/models/vite'
import { defineConfig, type Plugin } from 'vite'

/** With these a page may share memory with its workers, which is how their progress is seen best. */
const isolating = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
}

/** Everything comes from the page's own origin, and nothing is made into code at run time. */
const policy =
  "default-src 'self'; img-src 'self' blob: data:; media-src 'self' blob:; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self' blob: data:"

/** wavefile is asked for its default export on Node alone. */
const checks = { pluginTimings: false, importIsUndefined: false }

/** Lists the files of the page for those who keep it. Models have a store of their own. */
const fileList: Plugin = {
  name: 'file-list',
  generateBundle: {
    order: 'post',
    handler(_, bundle) {
      const built = Object.keys(bundle).filter((file) => !file.includes('/models/'))
      const samples = readdirSync(new URL('public/samples', import.meta.url))
      const files = [
        ...built,
        ...samples.map((sample) => `samples/${sample}`),
        'capture.worklet.js',
      ]
      this.emitFile({ type: 'asset', fileName: 'files.json', source: JSON.stringify(files) })
    },
  },
}

export default defineConfig({
  plugins: [troupe(), fileList],
  build: {
    target: 'es2022',
    chunkSizeWarningLimit: 1_000,
    rolldownOptions: { checks },
  },
  worker: { rolldownOptions: { checks } },
  server: { host: '127.0.0.1', headers: isolating },
  preview: {
    host: '127.0.0.1',
    headers: { ...isolating, 'Content-Security-Policy': policy },
  },
})
