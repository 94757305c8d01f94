import { troupe } from '@troupe/models/vite'
import { defineConfig } from 'vite'

/** wavefile is asked for its default export on Node alone. */
const checks = { pluginTimings: false, importIsUndefined: false }

export default defineConfig({
  plugins: [troupe()],
  build: { target: 'es2022', rolldownOptions: { checks } },
  worker: { format: 'es', rolldownOptions: { checks } },
})
