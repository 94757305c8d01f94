import { troupe } from '@troupe/models/vite'
import { defineConfig } from 'vite'

/** With these a page may share memory with its workers, which is how their progress is seen best. */
const isolating = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
}

/** Everything comes from the page's own origin, and nothing is made into code at run time. */
const policy =
  "default-src 'self'; img-src 'self' blob: data:; media-src 'self' blob:; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self' blob: data:"

export default defineConfig({
  plugins: [troupe()],
  build: {
    target: 'es2022',
    chunkSizeWarningLimit: 1_000,
    // wavefile is asked for its default export on Node alone.
    rolldownOptions: { checks: { pluginTimings: false, importIsUndefined: false } },
  },
  server: { host: '127.0.0.1', headers: isolating },
  preview: {
    host: '127.0.0.1',
    headers: { ...isolating, 'Content-Security-Policy': policy },
  },
})
